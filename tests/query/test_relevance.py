"""Relevance: what matches by its own words comes first, and a page ends where the next one begins."""

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.db.words import fold
from tests.asking import ask, ids, ids_of, pages
from tests.web.refusals import refused_query


def own_words(item: dict[str, str]) -> list[str]:
    return fold(item["statement"]).split()


def test_claim_whose_statement_matches_comes_first(client: TestClient) -> None:
    items = ask(client, "/claims", q="china refugees", limit=500)["items"]
    matches = [{"china", "refugees"} <= set(own_words(item)) for item in items]
    assert matches == sorted(matches, reverse=True)
    assert {True, False} == set(matches)


def test_matches_of_the_same_kind_keep_their_reading_order(client: TestClient) -> None:
    items = ask(client, "/claims", q="china refugees", limit=500)["items"]
    reading_order = ids(client, "/claims", sort="updated")
    for is_best in (True, False):
        of_kind = [item["id"] for item in items if ({"china", "refugees"} <= set(own_words(item))) is is_best]
        assert of_kind == sorted(of_kind, key=reading_order.index)


def test_relevance_is_the_order_when_something_is_searched_for(client: TestClient) -> None:
    page = ask(client, "/claims", q="china")
    assert page["query"]["description"] == "claims matching china, best match first"
    assert ids(client, "/claims", q="china", sort="relevance") == ids(client, "/claims", q="china")


def test_another_order_is_kept_when_it_is_asked_for(client: TestClient) -> None:
    found = ids(client, "/claims", q="china", sort="event_date")
    assert found == [public_id for public_id in ids(client, "/claims", sort="event_date") if public_id in set(found)]
    assert found != ids(client, "/claims", q="china")


@pytest.mark.parametrize("sort", [{}, {"sort": "relevance"}], ids=["default", "relevance"])
def test_list_keeps_its_own_order_when_words_are_only_excluded(sort: dict[str, str], client: TestClient) -> None:
    for noun, own, phrase in (("claims", "-published", "newest first"), ("stakeholders", "name", "by name")):
        page = ask(client, f"/{noun}", q="-china", limit=500, **sort)
        assert ids_of(page) == ids(client, f"/{noun}", q="-china", sort=own)
        assert page["query"]["description"] == f"{noun} matching -china, {phrase}"


@pytest.mark.parametrize("noun", [resource.noun for resource in RESOURCES])
def test_relevance_is_refused_when_nothing_is_searched_for(noun: str, client: TestClient) -> None:
    error = refused_query(client, client.get(f"/{noun}", params={"sort": "relevance"}))
    assert (error.parameter, error.code) == ("sort", "needs_q")


@pytest.mark.parametrize("limit", [1, 2, 7])
@pytest.mark.parametrize("q", ["china refugees", "-torture", "report*"])
def test_pages_hold_each_match_once_in_order(q: str, limit: int, client: TestClient) -> None:
    walked = list(pages(client, "/claims", q=q, limit=limit))
    assert [public_id for page in walked for public_id in ids_of(page)] == ids(client, "/claims", q=q)
    assert {page["total"] for page in walked} == {walked[0]["total"]}


def test_cursor_is_refused_when_the_words_are_others(client: TestClient) -> None:
    cursor = ask(client, "/claims", q="china", limit=1)["next_cursor"]
    error = refused_query(client, client.get("/claims", params={"q": "refugees", "cursor": cursor}))
    assert error.code == "bad_cursor"
