"""The bulk files as they are downloaded: checked by the programs that they are made for, also where the service has no public address."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from frictionless import Package, validate

from app.exports.catalog import DATABASE, PACKAGE
from tests.clients.hostile import HOSTILE, guarded
from tests.clients.live import Live, printed, program
from tests.web.representations import NOUNS


@pytest.fixture(params=["live", "hostile"])
def service(request: pytest.FixtureRequest) -> Live:
    """Each of the services in turn."""
    running: Live = request.getfixturevalue(request.param)
    return running


def test_frictionless_finds_the_package_valid(service: Live, tmp_path: Path) -> None:
    report = validate(str(service.save(PACKAGE.path, tmp_path / PACKAGE.name)))
    assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks} == {noun: len(service.records(f"/{noun}")) for noun in NOUNS}


def test_frictionless_reads_hard_text(hostile: Live, tmp_path: Path) -> None:
    package = Package(str(hostile.save(PACKAGE.path, tmp_path / PACKAGE.name)))
    read = [row["statement"] for row in package.get_table_resource("claims").read_rows()]
    assert sorted(read) == sorted(guarded(text) for text in HOSTILE)


def test_checksums_are_those_of_the_files(service: Live, tmp_path: Path) -> None:
    sha256sum = program("sha256sum", "coreutils")
    with ZipFile(service.save(PACKAGE.path, tmp_path / PACKAGE.name)) as archive:
        archive.extractall(tmp_path)
        names = set(archive.namelist()) - {"SHA256SUMS"}
    told = printed("env", "-C", tmp_path, sha256sum, "--check", "--strict", "SHA256SUMS")
    assert set(told.splitlines()) == {f"{name}: OK" for name in names}


def test_database_is_sound_and_whole(service: Live, tmp_path: Path) -> None:
    with closing(sqlite3.connect(service.save(DATABASE.path, tmp_path / DATABASE.name))) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for noun in NOUNS:
            read = [json.loads(record) for (record,) in database.execute(f"SELECT record FROM {noun}")]  # noqa: S608 (names of our own)
            assert sorted(read, key=lambda record: record["id"]) == sorted(service.records(f"/{noun}"), key=lambda record: record["id"])


def test_database_has_text_to_the_letter(hostile: Live, tmp_path: Path) -> None:
    with closing(sqlite3.connect(hostile.save(DATABASE.path, tmp_path / DATABASE.name))) as database:
        assert {statement for (statement,) in database.execute("SELECT statement FROM claims")} == set(HOSTILE)
