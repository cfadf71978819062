"""Lists as they were: every question that could be asked then is answered as it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.mirror.past import PastStore
from app.web.errors import NotReadyError
from tests.conftest import LOADED_AT
from tests.mirror.editing import Desk, claim_with, edits
from tests.serving import serving

QUESTIONS = (
    *(f"/{resource.noun}?limit=500" for resource in RESOURCES),
    "/claims?actor=China&facets=kind,topic",
    "/claims?q=refugees&sort=relevance&snippets=true",
    "/claims?status=published&sort=-updated",
    "/figures?measure=departures&sort=-value",
    "/stakeholders?q=china",
)
FILES = ("/claims.csv", "/figures.ndjson", "/stakeholders.jsonld")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    return made


@pytest.fixture
def client(own_engine: Engine, folder: Path) -> Iterator[TestClient]:
    """A client that is answered from the database at once: what the cache has may be a second old on PostgreSQL."""
    with serving(own_engine, export_folder=str(folder), cache_bytes=0) as client:
        yield client


def answers(client: TestClient, as_of: str | None = None) -> dict[str, object]:
    """What every question finds, now or as of a moment."""
    found: dict[str, object] = {}
    for question in QUESTIONS:
        told = client.get(question if as_of is None else f"{question}&as_of={as_of}").json()
        found[question] = {name: value for name, value in told.items() if name not in {"query", "next"}}
    for file in FILES:
        found[file] = client.get(file if as_of is None else f"{file}?as_of={as_of}").content
    return found


def test_lists_are_as_they_were_at_each_moment(own_engine: Engine, client: TestClient) -> None:
    desk = Desk(own_engine)
    then = {f"{desk.moment:%Y-%m-%dT%H:%M:%SZ}": answers(client)}
    for edit in edits(own_engine)[:11]:
        edit(desk)
        then[f"{desk.moment:%Y-%m-%dT%H:%M:%SZ}"] = answers(client)
    for moment in list(then)[::-2] + list(then)[::3]:
        for question, told in answers(client, moment).items():
            mine, theirs = ([i["id"] for i in t["items"]] if isinstance(t, dict) else t for t in (told, then[moment][question]))
            assert mine == theirs, (moment, question)
            assert told == then[moment][question], (moment, question)


def test_moment_that_is_to_come_is_now(client: TestClient) -> None:
    now, later = client.get("/claims"), client.get("/claims?as_of=2999-01-01T00:00:00Z")
    assert later.json()["items"] == now.json()["items"]
    assert later.json()["query"]["description"] == f"{now.json()['query']['description']}, as of 2999-01-01T00:00:00Z"


def test_moment_before_everything_is_refused(client: TestClient) -> None:
    answer = client.get("/claims?as_of=2008-01-02T00:00:00Z")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "too_early"
    assert "2026-01-02T03:04:05Z" in answer.json()["detail"]


def test_next_page_is_of_the_same_moment(own_engine: Engine, client: TestClient) -> None:
    before = [record["id"] for record in client.get("/claims?limit=500").json()["items"]]
    Desk(own_engine).patch("stakeholders", "china", name="Another name")
    page = client.get("/claims?as_of=2026-01-02T12:00:00Z&limit=20").json()
    found = [record["id"] for record in page["items"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        found += [record["id"] for record in page["items"]]
    assert found == before


def test_answer_keeps_its_validator_whatever_changes(own_engine: Engine, client: TestClient) -> None:
    desk = Desk(own_engine)
    desk.patch("stakeholders", "china", name="Another name")
    address = "/claims?as_of=2026-01-02T12:00:00Z"
    first = client.get(address)
    desk.patch("stakeholders", "china", name="Yet another name")
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.get(address).content == first.content
    assert first.headers["Last-Modified"] == "Fri, 02 Jan 2026 03:04:05 GMT"


def test_what_was_erased_is_in_no_state(own_engine: Engine, client: TestClient, folder: Path) -> None:
    desk, erased = Desk(own_engine), claim_with(own_engine, "relations", 3)
    desk.patch("stakeholders", "china", name="Another name")
    address = "/claims?limit=500&as_of=2026-01-02T12:00:00Z"
    assert erased in client.get(address).text
    old = set(folder.glob("as-of-*.sqlite"))
    desk.erase("claims", erased)
    after = client.get(address)
    assert after.status_code == 200
    assert erased not in after.text
    assert old
    assert not old & set(folder.glob("as-of-*.sqlite"))


def test_state_is_made_once(own_engine: Engine, client: TestClient, folder: Path) -> None:
    Desk(own_engine).patch("stakeholders", "china", name="Another name")
    later = LOADED_AT + timedelta(hours=2)
    for address in ("/claims", "/figures", "/claims?actor=china"):
        for moment in (LOADED_AT, later):
            assert client.get(address, params={"as_of": moment.isoformat()}).status_code == 200
    (made,) = folder.glob("as-of-*.sqlite")
    when = made.stat().st_ino
    with serving(own_engine, export_folder=str(folder)) as other:
        assert other.get("/claims", params={"as_of": later.isoformat()}).status_code == 200
    assert [path.stat().st_ino for path in folder.glob("as-of-*.sqlite")] == [when]


def test_who_asks_while_a_state_is_being_made_is_told_to_come_again(own_engine: Engine) -> None:
    Desk(own_engine).patch("stakeholders", "china", name="Another name")
    memory = Memory()
    store = PastStore(None, lambda: open_snapshot(own_engine, memory), 1, patience=0)
    moment, refusals = LOADED_AT + timedelta(hours=2), 0
    while True:
        try:
            with store.snapshot(moment) as past:
                assert past.revision is not None
                assert past.revision.number == 1
                break
        except NotReadyError:
            refusals += 1
            sleep(0.05)
    store.close()
    assert refusals > 0
