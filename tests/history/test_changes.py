"""All changes in their order: whoever follows them has everything."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.ingest.files import DataFiles
from tests.conftest import LOADED_AT
from tests.serving import load_files, serving, with_stakeholder

LATER = LOADED_AT + timedelta(days=30)


@pytest.fixture
def reader(own_engine: Engine) -> Iterator[TestClient]:
    """A client of an app whose data may change."""
    with serving(own_engine) as client:
        yield client


def followed(client: TestClient, address: str = "/changes?limit=37") -> list[dict[str, Any]]:
    """Every change from there on, page by page."""
    items: list[dict[str, Any]] = []
    while page := client.get(address).json()["items"]:
        items += page
        address = client.get(address).json()["next"]
    return items


def public_records(client: TestClient) -> dict[str, Any]:
    """Every record by its address."""
    lists = (client.get(f"/{resource.noun}.ndjson").text.splitlines() for resource in RESOURCES)
    return {record["url"]: record for lines in lists for record in map(json.loads, lines)}


def test_changes_are_numbered_without_gaps_and_hold_every_record(client: TestClient) -> None:
    changes = followed(client)
    assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1))
    assert {change["record"]["url"]: change["record"] for change in changes} == public_records(client)
    assert {change["kind"] for change in changes} == {"created"}
    first = changes[0]
    assert first["record"]["id"] == first["id"]
    assert first["record"]["version"] == first["version"] == 1
    assert first["changed_at"] == first["record"]["updated_at"] == "2026-01-02T03:04:05Z"


def test_change_brings_what_changed_and_leaves_what_was(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    before = followed(reader)
    load_files(own_engine, with_stakeholder(seed_files, "china", name="People's Republic"), LATER)
    after = followed(reader)
    assert after[: len(before)] == before
    new = after[len(before) :]
    assert {"china"} < {change["id"] for change in new}
    assert {change["kind"] for change in new} == {"updated"}
    assert {change["revision"] for change in new} == {2}
    assert [change["seq"] for change in after] == list(range(1, len(after) + 1))
    replayed: dict[str, Any] = {}
    for change in after:
        replayed[change["record"]["url"]] = change["record"]
    assert replayed == public_records(reader)


def test_page_tells_where_to_go_on_and_how_far_there_is(client: TestClient) -> None:
    everything = len(followed(client))
    page = client.get("/changes?after=3&limit=2").json()
    assert [change["seq"] for change in page["items"]] == [4, 5]
    assert (page["next"], page["last"]) == ("/changes?after=5&limit=2", everything)
    end = client.get(f"/changes?after={everything}").json()
    assert end == {"items": [], "next": f"/changes?after={everything}&limit=100", "last": everything}


def test_nothing_is_sent_again_to_who_has_it(client: TestClient) -> None:
    answer = client.get("/changes?limit=1")
    assert client.get("/changes?limit=1", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/changes?limit=2", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("question", ["after=-1", "after=one", "limit=0", "limit=501", "since=1", "after=1&after=2"])
def test_wrong_question_is_refused(question: str, client: TestClient) -> None:
    answer = client.get(f"/changes?{question}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == question.partition("=")[0]


def test_who_waits_is_told_as_soon_as_something_changes(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    last = reader.get("/changes?limit=1").json()["last"]
    renamed = with_stakeholder(seed_files, "china", name="People's Republic")
    writing = threading.Timer(0.3, load_files, (own_engine, renamed, LATER))
    writing.start()
    answer = reader.get(f"/changes?after={last}", headers={"Prefer": "respond-async, wait=60"})
    writing.join()
    assert answer.json()["items"][0]["seq"] == last + 1
    assert answer.headers["Preference-Applied"] == "wait=60"
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_waits_in_vain_is_told_so(client: TestClient) -> None:
    last = client.get("/changes?limit=1").json()["last"]
    for _ in range(2):
        answer = client.get(f"/changes?after={last}", headers={"Prefer": "wait=1"})
        assert answer.status_code == 200
        assert answer.json()["items"] == []


def test_who_has_not_everything_need_not_wait(client: TestClient) -> None:
    assert client.get("/changes?limit=1", headers={"Prefer": "wait=60"}).json()["items"][0]["seq"] == 1
