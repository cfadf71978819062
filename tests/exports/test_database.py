import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.exports.catalog import DATABASE
from app.exports.texts import ATTRIBUTION_RULE
from app.publishing.publish import RESOURCES
from tests.exports.conftest import Write


@pytest.fixture
def database(sqlite_file: Path) -> Iterator[sqlite3.Connection]:
    """The snapshot as somebody opens it who must not write."""
    with closing(sqlite3.connect(f"file:{sqlite_file}?immutable=1", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def test_the_same_revision_gives_the_same_bytes(sqlite_file: Path, write_export: Write, tmp_path: Path) -> None:
    assert write_export(DATABASE, tmp_path / "again.sqlite").read_bytes() == sqlite_file.read_bytes()


def test_the_file_is_sound_and_compact(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA freelist_count").fetchone()[0] == 0
    assert database.execute("PRAGMA journal_mode").fetchone()[0] != "wal"


@pytest.mark.parametrize("noun", [resource.noun for resource in RESOURCES])
def test_every_record_is_there_whole(noun: str, database: sqlite3.Connection, public_client: TestClient) -> None:
    items = public_client.get(f"/{noun}", params={"limit": 500}).json()["items"]
    stored = {row["id"]: json.loads(row["record"]) for row in database.execute(f"SELECT id, record FROM {noun}")}  # noqa: S608 (our nouns)
    assert stored == {item["id"]: item for item in items}


def test_columns_are_those_of_the_csv(database: sqlite3.Connection, public_client: TestClient) -> None:
    for resource in RESOURCES:
        header = public_client.get(f"/{resource.noun}.csv").text.partition("\r\n")[0].split(",")
        columns = [row["name"] for row in database.execute("SELECT name FROM pragma_table_info(?)", (resource.noun,))]
        assert columns == [*header, "words", "record"]


def test_every_reference_has_an_index(database: sqlite3.Connection) -> None:
    tables = [row["name"] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")]
    for table in tables:
        leading = {
            database.execute("SELECT name FROM pragma_index_info(?)", (index["name"],)).fetchone()["name"]
            for index in database.execute("SELECT name FROM pragma_index_list(?)", (table,))
        }
        assert {row["from"] for row in database.execute('SELECT "from" FROM pragma_foreign_key_list(?)', (table,))} <= leading


def test_chains_and_participants_can_be_joined(database: sqlite3.Connection, public_client: TestClient) -> None:
    agents = "SELECT DISTINCT claim_id FROM claim_participants WHERE role = 'agent' AND stakeholder_id = 'china'"
    found = {row["claim_id"] for row in database.execute(agents)}
    asked = public_client.get("/claims", params={"agent": "China", "limit": 500}).json()["items"]
    assert found == {claim["id"] for claim in asked}
    deepest = """
        SELECT claim_id FROM claim_hops AS hop WHERE stakeholder_id = 'china'
        AND depth = (SELECT max(depth) FROM claim_hops WHERE claim_id = hop.claim_id)
    """
    asked = public_client.get("/claims", params={"claimant": "China", "limit": 500}).json()["items"]
    assert {row["claim_id"] for row in database.execute(deepest)} == {claim["id"] for claim in asked}


def test_the_file_says_what_it_is(database: sqlite3.Connection) -> None:
    told = dict(tuple(row) for row in database.execute("SELECT name, value FROM metadata"))
    assert told["license"] == "CC-BY-4.0"
    assert told["attribution"] == ATTRIBUTION_RULE
    assert told["revision"] == "1"
    assert told["changed_at"] == "2026-01-02T03:04:05Z"
