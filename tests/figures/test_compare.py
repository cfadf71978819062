"""Rival figures: side by side with who says each, and which of them cannot both hold."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.migrate import migrate
from tests.asking import ask
from tests.conftest import Databases
from tests.fiction import Data, fictional_claim, fictional_figure, fictional_files
from tests.figures.rivals import RIVALS, conflicting
from tests.on_sqlite import ON_SQLITE
from tests.serving import load_files, serving
from tests.web.refusals import only_error, refused

PLACES = [{"id": "port-sable", "name": "Port Sable", "kind": "place"}, {"id": "quorrel", "name": "Quorrel", "kind": "state"}]
Serve = Callable[[Sequence[Data]], TestClient]


@pytest.fixture(scope="module")
def serve(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serves a report with these figures: the first half in one claim, the rest in another with a named claimant."""
    with ExitStack() as stack:

        def start(figures: Sequence[Data]) -> TestClient:
            half = (len(figures) + 1) // 2
            chain = [{"source_type": "named", "stakeholder": "quorrel", "act": "estimates", "certainty": "certain"}]
            claims = [
                fictional_claim("first", "Some of them came.", figures=figures[:half]),
                fictional_claim("second", "Others came too.", figures=figures[half:], chain=chain),
            ]
            engine = open_engine(databases.create())
            stack.callback(engine.dispose)
            migrate(engine)
            files = fictional_files(tmp_path_factory.mktemp("rivals") / "data", claims, PLACES)
            load_files(engine, files, datetime(2026, 1, 1, tzinfo=UTC))
            return stack.enter_context(serving(engine))

        yield start


@pytest.fixture(scope="module")
def rivals(serve: Serve) -> TestClient:
    """A client on the figures around a hundred."""
    return serve([rival.as_data() for rival in RIVALS])


def pairs(comparison: dict[str, Any]) -> set[frozenset[str]]:
    """The conflicts, by what is printed."""
    printed = {figure["id"]: figure["as_printed"] for figure in comparison["figures"]}
    found = [frozenset({printed[conflict["first"]], printed[conflict["second"]]}) for conflict in comparison["conflicts"]]
    assert len(found) == len(set(found))
    return set(found)


def conflicts_of(serve: Serve, *members: dict[str, str], question: str = "") -> int:
    """How many conflicts there are between figures of one, two, three, …"""
    figures = [fictional_figure(f"number {index}", "exact", value=str(index), **own) for index, own in enumerate(members)]
    return len(ask(serve(figures), f"/figures/compare?measure=arrivals{question}")["conflicts"])


def test_figures_stand_side_by_side_with_who_says_each(rivals: TestClient) -> None:
    comparison = ask(rivals, "/figures/compare", measure="arrivals")
    assert comparison["figures"] == ask(rivals, "/figures", measure="arrivals", sort="value", limit=100)["items"]
    assert comparison["total"] == len(RIVALS)
    assert {figure["attribution"] for figure in comparison["figures"]} == {
        "Said by the document itself; in “The ledger of Port Sable”.",
        "Estimated by Quorrel; in “The ledger of Port Sable”.",
    }
    assert comparison["query"]["description"] == "figures measuring Arrivals, smallest first"


def test_pairs_conflict_where_no_number_satisfies_both(rivals: TestClient) -> None:
    found = pairs(ask(rivals, "/figures/compare", measure="arrivals"))
    assert found == conflicting()
    assert 80 < len(found) < len(RIVALS) * (len(RIVALS) - 1) // 2


@ON_SQLITE
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("fewer than a hundred", "one hundred"),
        ("fewer than a hundred", "at least a hundred"),
        ("fewer than a hundred", "more than a hundred"),
        ("fewer than a hundred", "a hundred to a hundred and ten"),
        ("more than a hundred", "one hundred"),
        ("more than a hundred", "at most a hundred"),
        ("more than a hundred", "ninety to a hundred"),
        ("tens", "hundreds"),
        ("tens", "one hundred"),
        ("thousands", "hundreds"),
        ("hundreds", "one thousand"),
    ],
)
def test_pair_conflicts_when_its_ends_meet_and_one_leaves_its_end_out(first: str, second: str, rivals: TestClient) -> None:
    assert frozenset({first, second}) in pairs(ask(rivals, "/figures/compare", measure="arrivals"))


@ON_SQLITE
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("one hundred", "one hundred again"),
        ("at most a hundred", "at least a hundred"),
        ("ninety to a hundred", "a hundred to a hundred and ten"),
        ("hundreds", "one hundred"),
        ("thousands", "one thousand"),
        ("fewer than a hundred and one", "more than a hundred"),
        ("at least a hundred", "more than a hundred"),
    ],
)
def test_pair_can_both_hold_when_its_ends_meet_and_both_take_them_in(first: str, second: str, rivals: TestClient) -> None:
    assert frozenset({first, second}) not in pairs(ask(rivals, "/figures/compare", measure="arrivals"))


def test_about_conflicts_with_nothing(rivals: TestClient) -> None:
    assert not any(name.startswith("about") for pair in pairs(ask(rivals, "/figures/compare", measure="arrivals")) for name in pair)


def test_conflict_says_both_figures_and_who_gives_them(rivals: TestClient) -> None:
    comparison = ask(rivals, "/figures/compare", measure="arrivals")
    figures = {figure["id"]: figure for figure in comparison["figures"]}
    for conflict in comparison["conflicts"]:
        for side in ("first", "second"):
            figure = figures[conflict[side]]
            assert f"“{figure['as_printed']}” ({figure['attribution'].removesuffix('.')})" in conflict["detail"]


@ON_SQLITE
@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ({}, {}, 1),
        ({"unit": "boat"}, {}, 0),
        ({"unit": "boat"}, {"unit": "boat"}, 1),
        ({"period": "2007"}, {"period": "2008"}, 0),
        ({"period": "2008"}, {"period": "2008"}, 1),
        ({"period": "2008"}, {}, 1),
        ({"duration": "P1Y"}, {"duration": "P10Y"}, 0),
        ({"duration": "P1Y"}, {"duration": "P1Y"}, 1),
        ({"place": "quorrel"}, {"place": "port-sable"}, 0),
        ({"place": "quorrel"}, {"place": "quorrel"}, 1),
        ({"population": "families"}, {"population": "sailors"}, 0),
        ({"population": "families"}, {"population": "families"}, 1),
        ({"population": "families"}, {}, 1),
        ({"measure": "crossings"}, {}, 0),
    ],
    ids=str,
)
def test_figures_conflict_only_when_they_can_be_of_the_same_thing(
    first: dict[str, str], second: dict[str, str], count: int, serve: Serve
) -> None:
    assert conflicts_of(serve, first, second) == count


def test_figures_are_narrowed_by_place_and_unit(serve: Serve) -> None:
    here, there, boat = {"place": "quorrel"}, {"place": "port-sable"}, {"unit": "boat", "place": "quorrel"}
    figures = [fictional_figure(f"number {index}", "exact", value=str(index), **own) for index, own in enumerate([here, there, boat, here])]
    client = serve(figures)

    def printed(question: str) -> list[str]:
        return [figure["as_printed"] for figure in ask(client, f"/figures/compare?measure=arrivals{question}")["figures"]]

    assert printed("&place=Quorrel") == ["number 0", "number 2", "number 3"]
    assert printed("&place=Quorrel&unit=boat") == ["number 2"]
    assert printed("&unit=Traveller") == ["number 0", "number 1", "number 3"]


@ON_SQLITE
def test_at_most_a_hundred_are_compared_and_all_are_counted(serve: Serve) -> None:
    client = serve([fictional_figure(f"number {index}", "exact", value=str(index)) for index in range(101)])
    comparison = ask(client, "/figures/compare", measure="arrivals")
    assert comparison["total"] == 101
    assert [figure["value"] for figure in comparison["figures"]] == [str(index) for index in range(100)]
    assert len(comparison["conflicts"]) == 100 * 99 // 2


def test_comparison_is_empty_when_nothing_is_measured(rivals: TestClient) -> None:
    comparison = ask(rivals, "/figures/compare", measure="crossings")
    assert (comparison["figures"], comparison["total"], comparison["conflicts"]) == ([], 0, [])


@ON_SQLITE
@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("", "measure"),
        ("measure=", "measure"),
        ("measure=arrival", "measure"),
        ("measure=arrivals&place=Atlantis", "place"),
        ("measure=arrivals&unit=boats", "unit"),
        ("measure=arrivals&limit=5", "limit"),
        ("measure=arrivals&sort=value", "sort"),
    ],
)
def test_comparison_is_refused_when_the_question_is_wrong(question: str, parameter: str, rivals: TestClient) -> None:
    assert only_error(refused(rivals, rivals.get(f"/figures/compare?{question}"), 422, "invalid-query")).parameter == parameter


def test_near_measures_are_named_when_there_is_none_of_that_name(rivals: TestClient) -> None:
    error = only_error(refused(rivals, rivals.get("/figures/compare?measure=arrival"), 422, "invalid-query"))
    assert (error.code, error.suggestions[0]) == ("unknown_name", "arrivals")


def test_comparison_has_a_validator(rivals: TestClient) -> None:
    full = rivals.get("/figures/compare?measure=arrivals")
    assert rivals.get("/figures/compare?measure=arrivals", headers={"If-None-Match": full.headers["ETag"]}).status_code == 304
    assert rivals.get("/figures/compare?measure=crossings", headers={"If-None-Match": full.headers["ETag"]}).status_code == 200


def test_comparison_is_there_as_json_only(rivals: TestClient) -> None:
    assert ask(rivals, "/figures/compare.json?measure=arrivals") == ask(rivals, "/figures/compare?measure=arrivals")
    problem = refused(rivals, rivals.get("/figures/compare.csv?measure=arrivals"), 404, "not-found")
    assert "/figures/compare" in problem.errors[0].suggestions
    assert "/figures/compare.csv" in problem.detail
