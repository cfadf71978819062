"""The versions of a record: each stays at its address, as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlmodel import Session, col
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.ingest.files import DataFiles
from app.model import Change, Record
from tests.conftest import LOADED_AT
from tests.serving import load_files, serving, with_stakeholder

LATER = LOADED_AT + timedelta(days=30)
CHINA = "/stakeholders/china"


@pytest.fixture
def reader(own_engine: Engine) -> Iterator[TestClient]:
    """A client of an app whose data may change."""
    with serving(own_engine) as client:
        yield client


def rename(engine: Engine, files: DataFiles, name: str = "People's Republic", moment: datetime = LATER) -> None:
    """Give one party another name, which every claim that it is in shows too."""
    load_files(engine, with_stakeholder(files, "china", name=name), moment)


def test_record_that_never_changed_has_one_version(reader: TestClient) -> None:
    for resource in RESOURCES:
        record = reader.get(f"/{resource.noun}?limit=1").json()["items"][0]
        versions = reader.get(f"{record['url']}/versions").json()
        assert versions["total"] == 1
        (version,) = versions["items"]
        assert version == {
            "version": 1,
            "kind": "created",
            "changed_at": "2026-01-02T03:04:05Z",
            "note": None,
            "url": f"{record['url']}/versions/1",
        }
        assert reader.get(version["url"]).content == reader.get(record["url"]).content


def test_versions_of_a_record_that_changed_read_as_they_did(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    before = reader.get(CHINA)
    rename(own_engine, seed_files)
    after = reader.get(CHINA)
    versions = reader.get(f"{CHINA}/versions").json()["items"]
    assert [(item["version"], item["kind"], item["changed_at"]) for item in versions] == [
        (2, "updated", "2026-02-01T03:04:05Z"),
        (1, "created", "2026-01-02T03:04:05Z"),
    ]
    newest, oldest = (reader.get(item["url"]) for item in versions)
    assert oldest.content == before.content != after.content
    assert newest.content == after.content
    assert oldest.headers["ETag"] == before.headers["ETag"]
    assert oldest.headers["Last-Modified"] == before.headers["Last-Modified"]


def test_claims_that_show_a_renamed_party_have_a_version_of_it_too(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    before = {claim["url"]: claim for claim in reader.get("/claims?claimant=china&limit=500").json()["items"]}
    rename(own_engine, seed_files)
    for url, claim in before.items():
        assert reader.get(f"{url}/versions/1").json() == claim
        assert reader.get(url).json()["version"] == 2


def test_version_says_where_the_others_are(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    for number, name in enumerate(("A", "B"), 1):
        rename(own_engine, seed_files, name, LOADED_AT + timedelta(days=number))
    links = reader.get(f"{CHINA}/versions/2").links
    assert links["latest-version"]["url"] == CHINA
    assert links["version-history"]["url"] == f"{CHINA}/versions"
    assert links["predecessor-version"]["url"] == f"{CHINA}/versions/1"
    assert links["successor-version"]["url"] == f"{CHINA}/versions/3"
    assert "predecessor-version" not in reader.get(f"{CHINA}/versions/1").links
    assert "successor-version" not in reader.get(f"{CHINA}/versions/3").links


def test_difference_is_what_was_changed(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    rename(own_engine, seed_files)
    told = reader.get(f"{CHINA}/differences?older=1&newer=2").json()
    assert (told["older"], told["newer"]) == (1, 2)
    assert {"pointer": "/name", "operation": "changed", "before": "China", "after": "People's Republic"} in told["items"]
    back = reader.get(f"{CHINA}/differences?older=2&newer=1").json()
    assert {"pointer": "/name", "operation": "changed", "before": "People's Republic", "after": "China"} in back["items"]
    assert reader.get(f"{CHINA}/differences?older=2&newer=2").json()["items"] == []


@pytest.mark.parametrize("question", ["", "?older=1", "?older=0&newer=1", "?older=1&newer=two", "?older=1&newer=1&newest=2"])
def test_difference_between_no_two_versions_is_refused(question: str, client: TestClient) -> None:
    answer = client.get(f"{CHINA}/differences{question}")
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_last_ten_thousand_versions_are_told_of_more(reader: TestClient, own_engine: Engine) -> None:
    with Session(own_engine) as session:
        own = col(Record.noun) == "stakeholders", col(Record.public_id) == "china"
        item_id = session.execute(select(col(Record.item_id)).where(*own)).scalar_one()
        last = session.execute(select(func.max(col(Change.seq)))).scalar_one()
        row = {"noun": "stakeholders", "item_id": item_id, "kind": "updated", "revision": 2, "changed_at": LATER}
        session.execute(insert(Change), [row | {"seq": last + count, "version": 1 + count} for count in range(1, 10_001)])
        session.commit()
    told = reader.get(f"{CHINA}/versions").json()
    assert (told["total"], len(told["items"])) == (10_001, 10_000)
    assert (told["items"][0]["version"], told["items"][-1]["version"]) == (10_001, 2)


def test_version_that_there_is_not_is_not_found(client: TestClient) -> None:
    answer = client.get(f"{CHINA}/versions/7")
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"There is no version 7 of this record. {CHINA}/versions lists what there is."
    unknown = client.get("/stakeholders/Beijing/versions")
    assert unknown.status_code == 404
    assert unknown.json()["errors"][0]["suggestions"] == [CHINA]
    assert client.get("/stakeholders/Beijing/versions/1").json()["errors"][0]["suggestions"] == [CHINA]
    assert client.get(f"{CHINA}/versions/0").status_code == 422


def test_record_as_of_a_moment_is_the_version_of_then(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    before = reader.get(CHINA)
    rename(own_engine, seed_files)
    after = reader.get(CHINA)
    for moment, right in (("2026-01-02T03:04:05Z", before), ("2026-02-01T03:04:04.9Z", before), ("2026-02-01T03:04:05Z", after)):
        answer = reader.get(CHINA, params={"as_of": moment})
        assert answer.content == right.content
        assert answer.headers["ETag"] == right.headers["ETag"]
    assert reader.get(f"{CHINA}.csv", params={"as_of": "2026-01-15T00:00:00Z"}).text.splitlines()[1].startswith("china,China,")


def test_record_is_not_found_as_of_a_moment_before_it_was_published(client: TestClient) -> None:
    answer = client.get(CHINA, params={"as_of": "2026-01-02T03:04:04Z"})
    assert answer.status_code == 404
    assert "no state at 2026-01-02T03:04:04Z of this record" in answer.json()["detail"]


def test_clients_of_memento_get_the_version_of_a_moment(reader: TestClient, own_engine: Engine, seed_files: DataFiles) -> None:
    before = reader.get(CHINA).content
    rename(own_engine, seed_files)
    answer = reader.get(CHINA, headers={"Accept-Datetime": "Thu, 15 Jan 2026 00:00:00 GMT"})
    assert answer.content == before
    assert answer.headers["Memento-Datetime"] == "Fri, 02 Jan 2026 03:04:05 GMT"
    assert answer.links["original timegate"]["url"] == CHINA
    assert "Accept-Datetime" in answer.headers["Vary"]
    assert "Memento-Datetime" not in reader.get(CHINA).headers
    refused = reader.get(CHINA, headers={"Accept-Datetime": "last week"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["parameter"] == "Accept-Datetime"


def test_moment_of_another_zone_is_the_same_moment(client: TestClient) -> None:
    moment = LOADED_AT.astimezone(UTC).isoformat().replace("+00:00", "Z")
    assert client.get(CHINA, params={"as_of": moment}).content == client.get(CHINA, params={"as_of": "2026-01-02T05:04:05+02:00"}).content
