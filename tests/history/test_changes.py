"""All changes in their order: whoever follows them has everything."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.db.engine import open_engine, writing
from app.ingest.files import DataFiles
from app.ingest.load import load
from app.model import Change, Claim
from app.model.vocabulary import ChangeKind, Status
from app.publishing.making import kind_of
from app.publishing.publish import publish
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
    assert answer.links["next"]["url"] == answer.json()["next"]
    assert client.get("/changes?limit=2", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_follower_misses_nothing_while_many_write_and_some_fail(own_engine: Engine, seed_files: DataFiles) -> None:
    url = own_engine.url.render_as_string(hide_password=False)

    def write(number: int) -> None:
        engine = open_engine(url)
        for turn in range(3):
            renamed = with_stakeholder(seed_files, "unhcr", name=f"Name {number}.{turn}")
            with Session(writing(engine)) as session:
                load(session, renamed, LATER + timedelta(minutes=10 * turn + number))
                session.rollback() if turn == 1 else session.commit()
        engine.dispose()

    seen: list[dict[str, Any]] = []
    with serving(own_engine) as client, ThreadPoolExecutor(4) as threads:
        writers = [threads.submit(write, number) for number in range(4)]
        while not all(writer.done() for writer in writers) or client.get(f"/changes?after={len(seen)}&limit=1").json()["items"]:
            seen += client.get(f"/changes?after={len(seen)}&limit=50").json()["items"]
            assert [change["seq"] for change in seen] == list(range(1, len(seen) + 1))
        for writer in writers:
            writer.result()
        assert followed(client) == seen
        assert {change["record"]["url"]: change["record"] for change in seen} == public_records(client)
    names = [change["record"]["name"] for change in seen if change["id"] == "unhcr" and change["kind"] == "updated"]
    assert sorted(names) == sorted(f"Name {number}.{turn}" for number in range(4) for turn in (0, 2))


@pytest.mark.parametrize("status", [Status.RETRACTED, Status.CORRECTED])
def test_retraction_is_told_as_such(status: Status, own_engine: Engine) -> None:
    with Session(writing(own_engine)) as session:
        claim = session.execute(select(Claim).order_by(col(Claim.id)).limit(1)).scalar_one()
        public_id, claim.status = claim.public_id, status
        publish(session, {"claims": {claim.id or 0}}, LATER)
        session.commit()
    with serving(own_engine) as client:
        versions = client.get(f"/claims/{public_id}/versions").json()["items"]
        assert versions[0]["kind"] == ("retracted" if status is Status.RETRACTED else "updated")
        assert client.get(f"/claims/{public_id}").json()["status"] == status
        assert client.get(f"/claims/{public_id}/versions/1").json()["status"] == "published"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({"status": "published", "corrections": []}, {"status": "corrected", "corrections": [{}]}, ChangeKind.CORRECTED),
        ({"status": "corrected", "corrections": [{}]}, {"status": "corrected", "corrections": [{}, {}]}, ChangeKind.CORRECTED),
        ({"status": "corrected", "corrections": [{}]}, {"status": "corrected", "corrections": [{}]}, ChangeKind.UPDATED),
        ({"status": "corrected", "corrections": [{}]}, {"status": "retracted", "corrections": [{}, {}]}, ChangeKind.RETRACTED),
        ({"status": "retracted", "corrections": []}, {"status": "retracted", "corrections": []}, ChangeKind.UPDATED),
        ({}, {}, ChangeKind.UPDATED),
    ],
    ids=str,
)
def test_kind_of_a_change_is_told_by_what_the_record_said_and_says(before: dict[str, Any], after: dict[str, Any], kind: ChangeKind) -> None:
    assert kind_of(before, after) is kind


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


def test_records_are_created_in_the_order_in_which_lists_have_them_where_all_else_is_equal(own_engine: Engine) -> None:
    with Session(own_engine) as session:
        created = select(col(Change.noun), col(Change.item_id)).where(col(Change.kind) == ChangeKind.CREATED).order_by(col(Change.seq))
        found = session.execute(created).all()
    for resource in RESOURCES:
        ids = [item_id for noun, item_id in found if noun == resource.noun]
        assert ids == sorted(ids), resource.noun
