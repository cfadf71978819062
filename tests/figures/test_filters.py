"""Figures by what they count and by the claim they belong to."""

from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.ingest.payload.report import FigurePayload
from app.ingest.rows import figure_id
from app.model.vocabulary import Comparator
from tests.asking import ask, ids
from tests.claims.expected import Expected, claims_of, parts_of


class ExpectedFigure(NamedTuple):
    id: str
    payload: FigurePayload
    claim: Expected


@pytest.fixture(scope="session")
def figures(seed_files: DataFiles) -> list[ExpectedFigure]:
    """Every figure of the seed, in reading order."""
    return [
        ExpectedFigure(figure_id(claim.document, claim.payload.key, figure.key), figure, claim)
        for claim in claims_of(seed_files)
        for figure in claim.payload.figures
    ]


def test_figures_are_in_reading_order(client: TestClient, figures: list[ExpectedFigure]) -> None:
    assert ids(client, "/figures") == [figure.id for figure in figures]


@pytest.mark.parametrize("comparator", Comparator)
def test_comparator_finds_its_figures(comparator: str, client: TestClient, figures: list[ExpectedFigure]) -> None:
    assert ids(client, "/figures", comparator=comparator) == [figure.id for figure in figures if figure.payload.comparator == comparator]


def test_comparator_widens_when_it_is_given_twice(client: TestClient, figures: list[ExpectedFigure]) -> None:
    expected = [figure.id for figure in figures if figure.payload.comparator in {"at_least", "exact"}]
    assert ids(client, "/figures", comparator=["at_least", "exact"]) == expected


def test_unit_finds_its_figures_by_value_and_by_label(client: TestClient, seed_files: DataFiles, figures: list[ExpectedFigure]) -> None:
    for unit in seed_files.terms.units:
        expected = [figure.id for figure in figures if figure.payload.unit == unit.value]
        assert ids(client, "/figures", unit=unit.value) == ids(client, "/figures", unit=unit.label) == expected


def test_measure_finds_its_figures_by_value_and_by_label(client: TestClient, seed_files: DataFiles, figures: list[ExpectedFigure]) -> None:
    for measure in seed_files.terms.measures:
        expected = [figure.id for figure in figures if figure.payload.measure == measure.value]
        assert ids(client, "/figures", measure=measure.value) == ids(client, "/figures", measure=measure.label) == expected


def test_measure_widens_when_it_is_given_twice(client: TestClient, figures: list[ExpectedFigure]) -> None:
    asked = ["departures", "persecution-rank"]
    assert ids(client, "/figures", measure=asked) == [figure.id for figure in figures if figure.payload.measure in asked]


def test_claim_finds_its_figures(client: TestClient, seed_files: DataFiles, figures: list[ExpectedFigure]) -> None:
    for claim in claims_of(seed_files):
        assert ids(client, "/figures", claim=claim.id) == [figure.id for figure in figures if figure.claim.id == claim.id]


def test_claim_widens_when_it_is_given_twice(client: TestClient, figures: list[ExpectedFigure]) -> None:
    asked = [figures[0].claim.id, figures[-1].claim.id]
    assert ids(client, "/figures", claim=asked) == [figure.id for figure in figures if figure.claim.id in asked]


@pytest.mark.parametrize("place", ["china", "north-korea", "south-korea"])
def test_place_finds_the_figures_that_are_for_it(place: str, client: TestClient, figures: list[ExpectedFigure]) -> None:
    assert ids(client, "/figures", place=place) == [figure.id for figure in figures if figure.payload.place == place]


@pytest.mark.parametrize("part", ["actor", "claimant"])
def test_party_finds_the_figures_of_its_claims(part: str, client: TestClient, seed_files: DataFiles, figures: list[ExpectedFigure]) -> None:
    for stakeholder in seed_files.stakeholders:
        expected = [figure.id for figure in figures if stakeholder.id in parts_of(figure.claim)[part]]
        assert ids(client, "/figures", **{part: stakeholder.id}) == expected, stakeholder.id


def test_party_narrows_when_it_is_given_twice(client: TestClient, figures: list[ExpectedFigure]) -> None:
    expected = [figure.id for figure in figures if {"north-korea", "christians"} <= parts_of(figure.claim)["actor"]]
    assert ids(client, "/figures", actor=["DPRK", "Christians"]) == expected
    assert len(expected) == 1


def test_topic_and_document_are_those_of_the_claim(client: TestClient, figures: list[ExpectedFigure]) -> None:
    about_departure = [figure.id for figure in figures if "resettlement-and-departure" in figure.claim.payload.topics]
    assert ids(client, "/figures", topic="resettlement-and-departure") == about_departure
    assert ids(client, "/figures", document=figures[0].claim.document.id) == [figure.id for figure in figures]


def test_figure_shows_what_its_claim_shows_of_it(client: TestClient) -> None:
    for figure in ask(client, "/figures")["items"]:
        claim = ask(client, figure["claim"]["url"])
        (within,) = [item for item in claim["figures"] if item["id"] == figure["id"]]
        assert within.items() <= figure.items()
        assert figure["claimant"] == claim["claimant"]
        assert figure["attribution"] == claim["attribution"] == figure["claim"]["attribution"]
        assert figure["topics"] == claim["topics"]
