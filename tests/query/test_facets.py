"""Facets: how many records each value of a filter would leave, under all the other filters."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.db.engine import open_engine
from app.ingest.files import DataFiles
from tests.asking import ask
from tests.conftest import LOADED_AT, Databases
from tests.query.counted_by_hand import FACETS, counts
from tests.serving import another_report, load_files, serving, with_claims, with_reports
from tests.web.refusals import refused, refused_query

ALL = [(noun, parameter) for noun, facets in FACETS.items() for parameter in facets]
ACTORS = ("figures", "actor")
"""Who is involved in its claim: a figure does not show them, so these can only be asked for."""
OTHERS = {
    "claims": ["q=refugees", "kind=condition&kind=position", "actor=China", "claimant=China", "topic=refugee-status", "has_figure=true"],
    "stakeholders": ["q=korea*", "kind=state&kind=group", "parent=South+Korea"],
    "figures": ["q=people", "comparator=about&comparator=at_least", "unit=person", "value_min=40", "place=China"],
    "documents": ["q=report", "until=2007-12-31", "publisher=Open+Doors"],
    "vocabularies": ["q=claim", "is_closed=true"],
}
CROSSED = [(noun, parameter, others) for noun, parameter in ALL for others in OTHERS[noun]]


@pytest.fixture(scope="module")
def shelf(databases: Databases, template_url: str, seed_files: DataFiles) -> Iterator[TestClient]:
    """A client on the seed and a second report, which has a publisher who speaks in his own name, and only some claims."""
    report = another_report(seed_files.reports[0], "published-by-open-doors", publisher="open-doors")
    engine = open_engine(databases.create(like=template_url))
    some = [claim.model_copy(update={"relations": ()}) for claim in report.payload.claims[::3]]
    load_files(engine, with_reports(seed_files, with_claims(report, *some)), LOADED_AT)
    with serving(engine) as client:
        yield client
    engine.dispose()


def facet(client: TestClient, noun: str, parameter: str, others: str = "") -> dict[str, int]:
    """The counts of one facet, by value."""
    (only,) = ask(client, f"/{noun}?limit=1&facets={parameter}&{others}")["facets"]
    assert only["parameter"] == parameter
    found = [item["count"] for item in only["values"]]
    assert found == sorted(found, reverse=True)
    return {item["value"]: item["count"] for item in only["values"]}


def records(client: TestClient, noun: str, question: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = ask(client, f"/{noun}?limit=500&{question}")["items"]
    return items


def without(parameter: str, question: str) -> str:
    return "&".join(part for part in question.split("&") if part.partition("=")[0] != parameter)


def test_every_facet_that_there_is_is_counted_by_these_tests() -> None:
    assert {(resource.noun, parameter) for resource in RESOURCES for parameter in resource.facets} == {*ALL, ACTORS}


@pytest.mark.parametrize(("noun", "parameter"), ALL)
def test_facet_counts_what_the_records_have(noun: str, parameter: str, shelf: TestClient) -> None:
    assert facet(shelf, noun, parameter) == counts(records(shelf, noun), FACETS[noun][parameter])


def test_every_facet_has_something_to_count(shelf: TestClient) -> None:
    without_any = {(noun, parameter) for noun, parameter in ALL if not facet(shelf, noun, parameter)}
    assert without_any <= {("claims", "mentioned")}


@pytest.mark.parametrize(("noun", "parameter", "others"), CROSSED)
def test_facet_keeps_the_other_filters_and_ignores_its_own(noun: str, parameter: str, others: str, shelf: TestClient) -> None:
    by_hand = counts(records(shelf, noun, without(parameter, others)), FACETS[noun][parameter])
    assert facet(shelf, noun, parameter, others) == by_hand


@pytest.mark.parametrize("parameter", [parameter for noun, parameter in ALL if noun == "claims"])
def test_facet_ignores_its_own_filter_beside_another(parameter: str, shelf: TestClient) -> None:
    value = next(iter(facet(shelf, "claims", parameter)), None)
    if value is None:
        return
    page = ask(shelf, f"/claims?{parameter}={value}&q=refugees&facets={parameter}")
    (alone,) = ask(shelf, f"/claims?q=refugees&facets={parameter}")["facets"]
    assert page["facets"] == [alone]
    assert page["total"] == next((item["count"] for item in alone["values"] if item["value"] == value), 0)


@pytest.mark.parametrize(("noun", "parameter"), [*ALL, ACTORS])
def test_count_is_what_the_value_leaves_when_it_is_asked_for(noun: str, parameter: str, shelf: TestClient) -> None:
    for value, count in list(facet(shelf, noun, parameter).items())[:6]:
        assert ask(shelf, f"/{noun}", **{parameter: value}, limit=1)["total"] == count


@pytest.mark.parametrize(
    ("noun", "parameter"), [("claims", "actor"), ("claims", "topic"), ("claims", "document"), ("stakeholders", "parent")]
)
def test_value_is_named_as_its_record_is(noun: str, parameter: str, shelf: TestClient) -> None:
    listed = {"topic": "topics", "document": "documents"}.get(parameter, "stakeholders")
    names = {record["id"]: record.get("name") or record["title"] for record in records(shelf, listed)}
    (only,) = ask(shelf, f"/{noun}?facets={parameter}")["facets"]
    assert only["values"]
    assert {item["value"]: item["name"] for item in only["values"]}.items() <= names.items()


def test_value_of_an_enum_is_named_in_words(shelf: TestClient) -> None:
    (only,) = ask(shelf, "/figures?facets=comparator")["facets"]
    assert {"at_least": "at least"}.items() <= {item["value"]: item["name"] for item in only["values"]}.items()


def test_facets_are_the_same_whether_joined_or_repeated(shelf: TestClient) -> None:
    asked = [
        "facets=kind,topic,claimant",
        "facets=kind&facets=topic&facets=claimant",
        "facets=kind,topic&facets=claimant,kind",
        "facets=kind, topic, claimant",
    ]
    joined, *others = [ask(shelf, f"/claims?{question}")["facets"] for question in asked]
    assert [item["parameter"] for item in joined] == ["kind", "topic", "claimant"]
    assert others == [joined, joined, joined]


def test_facets_do_not_depend_on_the_page(shelf: TestClient) -> None:
    first = ask(shelf, "/claims?limit=1&facets=kind,actor")
    second = ask(shelf, first["next"])
    assert second["facets"] == first["facets"]


def test_no_facet_is_counted_when_none_is_asked_for(shelf: TestClient) -> None:
    assert ask(shelf, "/claims")["facets"] == []


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/claims?facets=kinds", "kind"),
        ("/claims?facets=kind,claimants", "claimant"),
        ("/figures?limit=1&facets=measure,claimants", "claimant"),
        ("/stakeholders?facets=parents", "parent"),
    ],
)
def test_facet_is_refused_with_near_ones_when_there_is_none_of_that_name(address: str, near: str, shelf: TestClient) -> None:
    error = refused_query(shelf, shelf.get(address))
    assert (error.parameter, error.code) == ("facets", "unknown_facet")
    assert error.suggestions[0] == near
    assert near in error.allowed


def test_every_unknown_facet_is_named_at_once(shelf: TestClient) -> None:
    problem = refused(shelf, shelf.get("/topics?facets=kind,actor"), 422, "invalid-query")
    assert [(error.code, error.allowed) for error in problem.errors] == [("unknown_facet", [])] * 2


@pytest.mark.parametrize("text", ["", "kind,", ",kind", "kind,,topic", "Kind", "kind topic", "a" * 1_001])
def test_facets_are_refused_when_they_are_no_list_of_names(text: str, shelf: TestClient) -> None:
    error = refused_query(shelf, shelf.get("/claims", params={"facets": text}))
    assert (error.parameter, error.code) == ("facets", "bad_value")
    assert "write filters with commas between them" in error.detail or "at most 1000 characters" in error.detail


def test_facets_of_all_roles_are_counted_at_once(shelf: TestClient) -> None:
    parameters = list(FACETS["claims"])
    found = ask(shelf, f"/claims?facets={','.join(parameters)}&q=refugees")["facets"]
    assert [item["parameter"] for item in found] == parameters
    alone = [ask(shelf, f"/claims?facets={parameter}&q=refugees")["facets"][0] for parameter in parameters]
    assert found == alone


@pytest.mark.parametrize(("first", "second"), list(product(["China", "North Korea"], ["claimant", "affected"])))
def test_role_facet_ignores_both_of_its_own_filters_when_it_narrows_twice(first: str, second: str, shelf: TestClient) -> None:
    question = f"actor={first}&actor=South Korea&facets=actor&{second}=China"
    assert ask(shelf, f"/claims?{question}")["facets"] == ask(shelf, f"/claims?facets=actor&{second}=China")["facets"]
