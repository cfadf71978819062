"""The programs that the exports are made for read them: frictionless, pandas and Datasette themselves."""

import asyncio
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from datasette.app import Datasette
from frictionless import Package, validate
from starlette.testclient import TestClient

from app.publishing.publish import RESOURCES
from tests.on_sqlite import ON_SQLITE

pytestmark = ON_SQLITE


def test_frictionless_finds_the_package_valid(package: Path) -> None:
    report = validate(str(package))
    assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])
    assert [task.name for task in report.tasks] == [resource.noun for resource in RESOURCES]
    assert report.stats["errors"] == 0


def test_frictionless_notices_a_changed_byte(package: Path, tmp_path: Path) -> None:
    with ZipFile(package) as archive:
        archive.extractall(tmp_path)
    claims = tmp_path / "data" / "claims.csv"
    claims.write_bytes(claims.read_bytes().replace(b"China", b"Chinx", 1))
    errors = {kind for task in validate(str(tmp_path / "datapackage.json")).tasks for kind, *_ in task.flatten(["type"])}
    assert "hash-count" in errors


def test_frictionless_notices_a_dangling_reference(package: Path, tmp_path: Path) -> None:
    with ZipFile(package) as archive:
        archive.extractall(tmp_path)
    figures = tmp_path / "data" / "figures.csv"
    figures.write_bytes(figures.read_bytes().replace(b"clm_0", b"clm_x"))
    errors = {kind for task in validate(str(tmp_path / "datapackage.json")).tasks for kind, *_ in task.flatten(["type"])}
    assert "foreign-key" in errors


def test_frictionless_reads_typed_rows(package: Path, public_client: TestClient) -> None:
    rows = {row["id"]: row for row in Package(str(package)).get_table_resource("claims").read_rows()}
    claim = public_client.get("/claims", params={"limit": 1}).json()["items"][0]
    row = rows[claim["id"]]
    assert row["attribution"] == claim["attribution"]
    assert row["paragraph"] == claim["evidence"][0]["paragraph"]
    assert row["updated_at"].isoformat().replace("+00:00", "Z") == claim["updated_at"]


@pytest.mark.parametrize("noun", [resource.noun for resource in RESOURCES])
def test_pandas_reads_every_record(noun: str, package: Path, public_client: TestClient) -> None:
    with ZipFile(package) as archive, archive.open(f"data/{noun}.csv") as file:
        frame = pd.read_csv(file, dtype="string", keep_default_na=False)
    items = {item["id"]: item for item in public_client.get(f"/{noun}", params={"limit": 500}).json()["items"]}
    assert set(frame["id"]) == set(items)
    shared = [name for name in frame.columns if isinstance(next(iter(items.values())).get(name), str)]
    assert len(shared) > 2
    for row in frame.to_dict("records"):
        assert [row[name] for name in shared] == [items[row["id"]][name] or "" for name in shared]


def _ask(path: Path, *addresses: str) -> list[Any]:
    async def ask() -> list[Any]:
        datasette = Datasette([], immutables=[str(path)])
        await datasette.invoke_startup()
        answers = [await datasette.client.get(f"/{path.stem}{address}") for address in addresses]
        assert {answer.status_code for answer in answers} == {200}
        return [answer.json() if ".json" in address else answer.text for answer, address in zip(answers, addresses, strict=True)]

    return asyncio.run(ask())


def test_datasette_shows_the_tables(sqlite_file: Path) -> None:
    (database,) = _ask(sqlite_file, ".json")
    shown = {table["name"] for table in database["tables"] if not table["hidden"]}
    lists = {"claim_hops", "claim_participants", "claim_topics", "claim_relations", "claim_evidence", "aliases", "terms"}
    assert shown == {*(resource.noun for resource in RESOURCES), *lists, "metadata"}


@pytest.mark.parametrize("word", ["embassy", "korea", "prison"])
def test_datasette_searches(word: str, sqlite_file: Path, public_client: TestClient) -> None:
    page, found = _ask(sqlite_file, "/claims", f"/claims.json?_search={word}&_shape=objects&_size=max")
    asked = public_client.get("/claims", params={"q": word, "limit": 500}).json()["items"]
    assert 'name="_search"' in page
    assert {row["id"] for row in found["rows"]} == {claim["id"] for claim in asked} != set()


def test_datasette_shows_the_names_behind_ids(sqlite_file: Path) -> None:
    page, labelled, facets = _ask(
        sqlite_file,
        "/claim_participants?stakeholder_id=china",
        "/claim_participants.json?stakeholder_id=china&_labels=on&_shape=objects",
        "/claim_participants.json?_facet=stakeholder_id&_shape=objects",
    )
    assert f'<a href="/{sqlite_file.stem}/stakeholders/china">China</a>' in page
    assert labelled["rows"][0]["stakeholder_id"] == {"value": "china", "label": "China"}
    assert "China" in {result["label"] for result in facets["facet_results"]["stakeholder_id"]["results"]}


@pytest.mark.parametrize(
    ("noun", "word"),
    [("stakeholders", "korea"), ("figures", "refugees"), ("documents", "asylum"), ("topics", "border"), ("claims", "Olympic")],
)
def test_datasette_has_a_search_box_for_every_noun_that_is_searched(
    noun: str, word: str, sqlite_file: Path, public_client: TestClient
) -> None:
    page, found, answered = _ask(
        sqlite_file, f"/{noun}", f"/{noun}.json?_search={word}&_shape=objects&_size=max", f"/{noun}?_search={word}"
    )
    asked = public_client.get(f"/{noun}", params={"q": word, "limit": 500}).json()["items"]
    assert 'name="_search"' in page
    assert {row["id"] for row in found["rows"]} == {record["id"] for record in asked} != set()
    assert all(f"/{sqlite_file.stem}/{noun}/{record['id']}" in answered for record in asked)


@pytest.mark.parametrize("question", ['"economic+migrants"', "korea+NOT+sent", "embass*"])
def test_datasette_searches_with_operators(question: str, sqlite_file: Path, public_client: TestClient) -> None:
    (found,) = _ask(sqlite_file, f"/claims.json?_search={question}&_searchmode=raw&_shape=objects&_size=max")
    asked = public_client.get(f"/claims?q={question.replace('NOT+', '-')}&limit=500").json()["items"]
    assert {row["id"] for row in found["rows"]} == {claim["id"] for claim in asked} != set()


@pytest.mark.parametrize("column", ["kind", "certainty", "polarity"])
def test_datasette_counts_as_the_api_does(column: str, sqlite_file: Path, public_client: TestClient) -> None:
    (counted,) = _ask(sqlite_file, f"/claims.json?_facet={column}&_facet_size=max")
    (facet,) = public_client.get("/claims", params={"facets": column, "limit": 1}).json()["facets"]
    values = {value["value"]: value["count"] for value in facet["values"]}
    assert {result["value"]: result["count"] for result in counted["facet_results"][column]["results"]} == values


@pytest.mark.parametrize(
    ("table", "column", "other"),
    [
        ("claims", "document_id", "documents"),
        ("figures", "claim_id", "claims"),
        ("claim_topics", "topic_id", "topics"),
        ("claim_hops", "stakeholder_id", "stakeholders"),
        ("claim_relations", "other_id", "claims"),
        ("aliases", "stakeholder_id", "stakeholders"),
    ],
)
def test_datasette_follows_ids_both_ways(table: str, column: str, other: str, sqlite_file: Path) -> None:
    (rows,) = _ask(sqlite_file, f"/{table}.json?{column}__notblank=1&_shape=objects&_size=1")
    wanted = rows["rows"][0][column]
    page, there = _ask(sqlite_file, f"/{table}?{column}={wanted}", f"/{other}/{wanted}")
    assert f'href="/{sqlite_file.stem}/{other}/{wanted}"' in page
    assert f"/{sqlite_file.stem}/{table}?{column}={wanted}" in there
