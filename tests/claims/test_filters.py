"""Filters by what a claim is: one that is given several times widens, different ones narrow each other."""

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.model.vocabulary import Act, Certainty, ClaimKind, Polarity
from tests.asking import ids
from tests.claims.expected import Expected, acts_of, claims_of
from tests.serving import serving

ENUMS: dict[str, tuple[Iterable[str], Callable[[Expected], set[str]]]] = {
    "kind": (ClaimKind, lambda claim: {claim.payload.kind}),
    "certainty": (Certainty, lambda claim: {claim.payload.chain[-1].certainty}),
    "polarity": (Polarity, lambda claim: {claim.payload.polarity}),
    "act": (Act, acts_of),
}
"""By parameter: every value that it may have, and those that a claim has."""


@pytest.mark.parametrize("parameter", ENUMS)
def test_enum_finds_the_claims_that_have_the_value(parameter: str, client: TestClient, seed_files: DataFiles) -> None:
    values, values_of = ENUMS[parameter]
    claims = claims_of(seed_files)
    for value in map(str, values):
        assert ids(client, "/claims", **{parameter: value}) == [claim.id for claim in claims if value in values_of(claim)], value


@pytest.mark.parametrize("parameter", ENUMS)
def test_enum_widens_when_it_is_given_twice(parameter: str, client: TestClient, seed_files: DataFiles) -> None:
    _, values_of = ENUMS[parameter]
    claims = claims_of(seed_files)
    found = {value for claim in claims for value in values_of(claim)}
    for pair in pairwise(sorted(found)):
        expected = [claim.id for claim in claims if values_of(claim).intersection(pair)]
        assert ids(client, "/claims", **{parameter: pair}) == expected, pair


def test_topic_finds_its_claims_by_id_and_by_name(client: TestClient, seed_files: DataFiles) -> None:
    for topic in seed_files.topics:
        expected = [claim.id for claim in claims_of(seed_files) if topic.id in claim.payload.topics]
        for name in (topic.id, topic.name, topic.name.upper()):
            assert ids(client, "/claims", topic=name) == expected, name


def test_topic_widens_when_it_is_given_twice(client: TestClient, seed_files: DataFiles) -> None:
    asked = ["refugee-status", "Religious freedom"]
    expected = [claim.id for claim in claims_of(seed_files) if {"refugee-status", "religious-freedom"}.intersection(claim.payload.topics)]
    assert ids(client, "/claims", topic=asked) == expected


def test_document_finds_its_claims_by_id_and_by_title(client: TestClient, seed_files: DataFiles) -> None:
    document = seed_files.reports[0].payload.document
    expected = [claim.id for claim in claims_of(seed_files) if claim.document.id == document.id]
    assert ids(client, "/claims", document=document.id) == expected
    assert ids(client, "/claims", document=document.title) == expected


@pytest.mark.parametrize(("given", "has_figure"), [("true", True), ("false", False)])
def test_has_figure_tells_claims_with_figures_from_those_without(
    *, given: str, has_figure: bool, client: TestClient, seed_files: DataFiles
) -> None:
    expected = [claim.id for claim in claims_of(seed_files) if bool(claim.payload.figures) is has_figure]
    assert ids(client, "/claims", has_figure=given) == expected


@pytest.mark.parametrize(
    ("status", "finds_all"), [(["published"], True), (["corrected"], False), (["retracted"], False), (["retracted", "published"], True)]
)
def test_status_of_a_fresh_load_is_published(*, status: list[str], finds_all: bool, client: TestClient, seed_files: DataFiles) -> None:
    assert ids(client, "/claims", status=status) == ([claim.id for claim in claims_of(seed_files)] if finds_all else [])


@pytest.mark.parametrize("status", ["corrected", "retracted"])
def test_status_finds_the_claims_that_have_it(status: str, own_engine: Engine, seed_files: DataFiles) -> None:
    first, *others = [claim.id for claim in claims_of(seed_files)]
    with own_engine.begin() as connection:
        connection.execute(text("UPDATE claim SET status = :status WHERE public_id = :id"), {"status": status, "id": first})
    with serving(own_engine) as client:
        assert ids(client, "/claims", status=status) == [first]
        assert ids(client, "/claims", status="published") == others
        assert ids(client, "/claims") == [first, *others]


def test_different_filters_narrow_each_other(client: TestClient, seed_files: DataFiles) -> None:
    expected = [
        claim.id
        for claim in claims_of(seed_files)
        if claim.payload.kind in {ClaimKind.ALLEGATION, ClaimKind.RANKING}
        and "country-of-origin-conditions" in claim.payload.topics
        and claim.payload.figures
    ]
    found = ids(client, "/claims", kind=["allegation", "ranking"], topic="country-of-origin-conditions", has_figure="true")
    assert found == expected
    assert len(found) == 2
