import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from app.exports.catalog import PACKAGE
from app.exports.columns import REFERENCES
from app.exports.texts import ATTRIBUTION_RULE
from app.publishing.publish import RESOURCES
from app.query.resource import Resource
from tests.conftest import LOADED_AT
from tests.exports.conftest import PUBLIC_URL, Write


@pytest.fixture(scope="session")
def descriptor(package: Path) -> dict[str, Any]:
    with ZipFile(package) as archive:
        loaded: dict[str, Any] = json.loads(archive.read("datapackage.json"))
    return loaded


def _rows(package: Path, noun: str) -> list[dict[str, str]]:
    with ZipFile(package) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"data/{noun}.csv").decode(), newline="")))


def test_the_same_revision_gives_the_same_bytes(package: Path, write_export: Write, tmp_path: Path) -> None:
    assert write_export(PACKAGE, tmp_path / "again.zip").read_bytes() == package.read_bytes()


def test_entries_are_sorted_and_dated_by_the_revision(package: Path) -> None:
    with ZipFile(package) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    names = [entry.filename for entry in entries]
    assert names == sorted(names, key=str.lower)
    assert {entry.date_time for entry in entries} == {(*LOADED_AT.timetuple()[:5], LOADED_AT.second // 2 * 2)}


@pytest.mark.parametrize("noun", [resource.noun for resource in RESOURCES])
def test_a_table_is_the_csv_of_the_api(noun: str, package: Path, public_client: TestClient) -> None:
    with ZipFile(package) as archive:
        table = archive.read(f"data/{noun}.csv").decode()
    of_the_api = public_client.get(f"/{noun}.csv").text
    assert sorted(table.splitlines()) == sorted(of_the_api.splitlines())
    assert table.splitlines()[0] == of_the_api.splitlines()[0]


def test_checksums_cover_every_other_file(package: Path) -> None:
    with ZipFile(package) as archive:
        lines = archive.read("SHA256SUMS").decode().splitlines()
        assert [line.split("  ")[1] for line in lines] == archive.namelist()[:-1]
        for line in lines:
            digest, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_the_descriptor_says_what_the_files_are(descriptor: dict[str, Any], package: Path) -> None:
    with ZipFile(package) as archive:
        for table in descriptor["resources"]:
            content = archive.read(table["path"])
            assert table["bytes"] == len(content)
            assert table["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            header = next(csv.reader(io.StringIO(content.decode())))
            assert [field["name"] for field in table["schema"]["fields"]] == header
            assert all(field["description"] for field in table["schema"]["fields"])


def test_the_descriptor_says_whose_the_data_are(descriptor: dict[str, Any], package: Path) -> None:
    assert descriptor["version"] == "1"
    assert descriptor["created"] == "2026-01-02T03:04:05Z"
    assert descriptor["homepage"] == PUBLIC_URL
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert ATTRIBUTION_RULE in descriptor["description"]
    titles = [row["title"] for row in _rows(package, "documents")]
    assert [source["title"].startswith(title) for source, title in zip(descriptor["sources"], titles, strict=True)] == [True]


def test_foreign_keys_point_at_rows(descriptor: dict[str, Any], package: Path) -> None:
    ids = {resource.noun: {row["id"] for row in _rows(package, resource.noun)} for resource in RESOURCES}
    for table in descriptor["resources"]:
        keys = {key["fields"][0]: key["reference"]["resource"] or table["name"] for key in table["schema"].get("foreignKeys", [])}
        assert keys == REFERENCES.get(table["name"], {})
        for row in _rows(package, table["name"]):
            assert all(not row[column] or row[column] in ids[noun] for column, noun in keys.items())


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_every_column_that_holds_one_id_is_a_foreign_key(resource: Resource) -> None:
    holding_several = {"claimant_id"} if resource.noun == "claims" else set()
    named_so = {column.name for column in resource.columns if column.name.endswith("_id")}
    assert named_so - holding_several == set(REFERENCES.get(resource.noun, {}))


def test_the_readme_tells_the_rule_and_how_to_cite(package: Path) -> None:
    with ZipFile(package) as archive:
        text = archive.read("README.md").decode()
    assert ATTRIBUTION_RULE in text
    assert "> Refugee Policy Facts, revision 1 (2026-01-02, " in text
    assert f"CC-BY-4.0, {PUBLIC_URL}\n" in text
    assert f"| `data/claims.csv` | {len(_rows(package, 'claims'))} |" in text
