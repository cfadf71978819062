"""Cursors belong to one question; any other text is refused, also where somebody made it from one of ours."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.asking import Value, ask
from tests.web.refusals import refused_query

FOREIGN: list[tuple[str, dict[str, Value]]] = [
    ("/figures", {}),
    ("/stakeholders", {}),
    ("/claims", {}),
    ("/claims", {"actor": "North Korea"}),
    ("/claims", {"actor": ["China", "North Korea"]}),
    ("/claims", {"agent": "China"}),
    ("/claims", {"actor": "China", "kind": "decision"}),
    ("/claims", {"actor": "China", "has_figure": "false"}),
    ("/claims", {"actor": "China", "updated_since": "2020-01-01T00:00:00Z"}),
    ("/claims", {"actor": "China", "sort": "published"}),
    ("/claims", {"actor": "China", "sort": "-updated"}),
]
GARBAGE = [
    "x",
    "AAAA",
    "null",
    "W10",
    "bm90IGpzb24",
    "eyJhIjoxfQ",
    "WzEsMiwzXQ",
    "WyJhIiwiYiIsImMiXQ",
    "WyJhIiwiYiIsIlx1MDAwMCJd",
    "_-_-",
    "A" * 1000,
    "W" * 999,
    "1",
    "__" * 400,
]
TAMPERED_KEYS = {
    "-published": ["", "yesterday", "2008-13-01", "2008-01-02T00:00:00", "0000-00-00", "99999-01-01", "\ud800"],
    "event_date": ["", "x", "2008"],
    "-updated": ["", "x", "2008-01-02", "2008-01-02T00:00:00", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"],
}
TAMPERED_VALUES = ["", "x", "1e", "NaN", "sNaN", "Infinity", "-Infinity", "1e400", "0x10", "1" * 400, "\ud800"]
TAMPERED_IDS = ["", "x", "clm_", "'; --", "\ud800", "c" * 500, "clm_00000000000000000000000000"]


def altered(cursor: str, *, key: str | None = None, public_id: str | None = None) -> str:
    """A cursor of ours with another place in it."""
    question, its_key, its_id = json.loads(urlsafe_b64decode(cursor + "=="))
    fields: Sequence[str] = [question, its_key if key is None else key, its_id if public_id is None else public_id]
    return urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


@pytest.mark.parametrize(("address", "asked"), FOREIGN, ids=[f"{address} {asked}" for address, asked in FOREIGN])
def test_cursor_is_refused_when_it_belongs_to_another_question(address: str, asked: dict[str, Value], client: TestClient) -> None:
    cursor = ask(client, "/claims", actor="China", limit=2)["next_cursor"]
    error = refused_query(client, client.get(address, params={**asked, "cursor": cursor}))
    assert (error.parameter, error.code) == ("cursor", "bad_cursor")
    assert "another" in error.detail


@pytest.mark.parametrize("cursor", GARBAGE, ids=[text[:20] for text in GARBAGE])
def test_cursor_is_refused_when_it_is_none_of_ours(cursor: str, client: TestClient) -> None:
    error = refused_query(client, client.get("/claims", params={"cursor": cursor}))
    assert (error.parameter, error.code) == ("cursor", "bad_cursor")


@pytest.mark.parametrize("cursor", ["", "a b", "a/b", "abc=", "é", "%00", "A" * 1001])
def test_cursor_is_refused_when_it_is_not_written_as_one(cursor: str, client: TestClient) -> None:
    error = refused_query(client, client.get("/claims", params={"cursor": cursor}))
    assert error.parameter == "cursor"
    assert "write next_cursor" in error.detail or len(cursor) > 1000


@pytest.mark.parametrize(("sort", "key"), [(sort, key) for sort, keys in TAMPERED_KEYS.items() for key in keys])
def test_cursor_is_refused_when_its_place_was_altered(sort: str, key: str, client: TestClient) -> None:
    cursor = ask(client, "/claims", sort=sort, limit=2)["next_cursor"]
    error = refused_query(client, client.get("/claims", params={"sort": sort, "cursor": altered(cursor, key=key)}))
    assert (error.parameter, error.code) == ("cursor", "bad_cursor")


@pytest.mark.parametrize("key", TAMPERED_VALUES, ids=[ascii(key[:10]) for key in TAMPERED_VALUES])
def test_cursor_is_refused_when_its_value_was_altered(key: str, client: TestClient) -> None:
    cursor = ask(client, "/figures", sort="value", limit=2)["next_cursor"]
    error = refused_query(client, client.get("/figures", params={"sort": "value", "cursor": altered(cursor, key=key)}))
    assert (error.parameter, error.code) == ("cursor", "bad_cursor")


@pytest.mark.parametrize("public_id", TAMPERED_IDS, ids=[ascii(text[:10]) for text in TAMPERED_IDS])
def test_cursor_is_refused_when_its_record_was_altered(public_id: str, client: TestClient) -> None:
    cursor = ask(client, "/claims", limit=2)["next_cursor"]
    error = refused_query(client, client.get("/claims", params={"cursor": altered(cursor, public_id=public_id)}))
    assert (error.parameter, error.code) == ("cursor", "bad_cursor")


def test_name_in_a_cursor_is_refused_when_it_cannot_be_stored(client: TestClient) -> None:
    cursor = ask(client, "/stakeholders", limit=2)["next_cursor"]
    error = refused_query(client, client.get("/stakeholders", params={"cursor": altered(cursor, key="\ud800")}))
    assert (error.parameter, error.code) == ("cursor", "bad_cursor")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cursor=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=200))
@example(cursor="W1tb" * 240)
def test_no_text_is_taken_for_a_cursor(cursor: str, client: TestClient) -> None:
    assert client.get("/claims", params={"cursor": cursor}).status_code == 422
