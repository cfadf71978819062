"""Documents: what the files say of each, what they leave open, and the filters."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.ingest.files import DataFiles
from tests.asking import Value, ask, ids
from tests.conftest import Databases
from tests.serving import another_report, load_files, serving, with_claims, with_reports

SEED = "china-north-korean-refugees-2008"


@pytest.fixture(scope="session")
def shelf(databases: Databases, template_url: str, seed_files: DataFiles) -> Iterator[TestClient]:
    """A client of the app on four documents: of 2008, of the last and the first moment of a day, and without a date."""
    report = seed_files.reports[0]
    first = report.payload.claims[0]
    days: dict[str, dict[str, object]] = {
        "last-moment": {"published_at": datetime(2010, 6, 30, 23, 59, 59, 999_999, tzinfo=UTC), "publisher": "radio-free-asia"},
        "first-moment": {"published_at": datetime.fromisoformat("2010-07-01T02:00:00+02:00"), "publisher": "open-doors"},
        "undated": {"published_at": None, "publisher": "radio-free-asia"},
    }
    reports = [with_claims(another_report(report, slug, **changes), first) for slug, changes in days.items()]
    engine = open_engine(databases.create(like=template_url))
    load_files(engine, with_reports(seed_files, *reports), datetime(2026, 2, 1, tzinfo=UTC))
    with serving(engine) as client:
        yield client
    engine.dispose()


def test_document_shows_what_the_files_say(client: TestClient, seed_files: DataFiles) -> None:
    for report in seed_files.reports:
        document = report.payload.document
        record = ask(client, f"/documents/{document.id}")
        assert (record["title"], record["byline"], record["language"]) == (document.title, document.byline, document.language)
        assert (record["source_url"], record["archived_url"], record["rights"]) == (document.url, document.archived_url, document.rights)
        assert (record["sha256"], record["length"]) == (report.anchors.text_sha256, report.anchors.text_length)
        assert record["front_matter_blocks"] == document.front_matter_blocks


def test_publisher_and_author_of_the_first_report_are_not_known(client: TestClient) -> None:
    record = ask(client, f"/documents/{SEED}")
    assert record["publisher"] is None
    assert record["byline"] is None
    assert record["source_url"] is None


def test_moments_are_in_utc(client: TestClient) -> None:
    record = ask(client, f"/documents/{SEED}")
    assert record["published_at"] == "2008-01-02T10:40:00Z"
    assert record["created_at"] == record["updated_at"] == "2026-01-02T03:04:05Z"


def test_document_counts_its_claims(client: TestClient, seed_files: DataFiles) -> None:
    for report in seed_files.reports:
        slug = report.payload.document.id
        expected = [{"parameter": "document", "count": len(report.payload.claims), "url": f"/claims?document={slug}"}]
        assert ask(client, f"/documents/{slug}")["claims"] == expected


def test_text_of_a_document_is_not_served(client: TestClient) -> None:
    record = client.get(f"/documents/{SEED}")
    assert len(record.content) < 2_000
    assert not {"text", "content", "body"} & set(record.json())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["first-moment", "last-moment", SEED, "undated"]),
        ({"sort": "published"}, ["undated", SEED, "last-moment", "first-moment"]),
        ({"since": "2008-01-02"}, ["first-moment", "last-moment", SEED]),
        ({"since": "2008-01-03"}, ["first-moment", "last-moment"]),
        ({"since": "2010-07-01"}, ["first-moment"]),
        ({"until": "2010-06-30"}, ["last-moment", SEED]),
        ({"until": "2008-01-01"}, []),
        ({"since": "2010-06-30", "until": "2010-06-30"}, ["last-moment"]),
        ({"since": "0001-01-01", "until": "9999-12-31"}, ["first-moment", "last-moment", SEED]),
        ({"publisher": "RFA"}, ["last-moment", "undated"]),
        ({"publisher": ["RFA", "Open Doors"]}, []),
        ({"publisher": "Open Doors", "until": "2010-06-30"}, []),
        ({"publisher": "China"}, []),
    ],
    ids=str,
)
def test_filter_finds_its_documents(asked: dict[str, Value], found: list[str], shelf: TestClient) -> None:
    assert ids(shelf, "/documents", **asked) == found


def test_publisher_is_shown_by_name(shelf: TestClient) -> None:
    publisher = ask(shelf, "/documents/last-moment")["publisher"]
    assert publisher == {"id": "radio-free-asia", "name": "Radio Free Asia", "url": "/stakeholders/radio-free-asia"}


def test_undated_document_says_so(shelf: TestClient) -> None:
    assert ask(shelf, "/documents/undated")["published_at"] is None
