"""What CSV shows of the stored rows is, to the byte, what the bodies say when they are written as a table."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.main import create_app
from app.query.resource import Resource
from app.settings import Settings
from app.shape.column import Cell
from tests.asking import AS_IT_IS
from tests.clients.hostile import FORMULAS, hostile_database
from tests.conftest import Databases

ADDRESS = "https://facts.example"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@pytest.fixture(scope="module")
def hostile(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a service with a public address, whose claims are hard to write."""
    url = hostile_database(tmp_path_factory.mktemp("hostile"), databases.create())
    app = create_app(Settings(database_url=url, public_url=ADDRESS))
    with TestClient(app, headers=AS_IT_IS) as client:
        yield client


def shown(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str) and cell.startswith(tuple({text[0] for text in FORMULAS})) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def written(resource: Resource, records: list[dict[str, Any]], base: str = "", wanted: frozenset[str] | None = None) -> str:
    """The table of these records, as the standard library writes it."""
    columns = [column for column in resource.columns if wanted is None or column.name in wanted]
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*(column.name for column in columns), "permalink"])
    writer.writerows([*(shown(column.cell(record)) for column in columns), f"{base}{record['url']}"] for record in records)
    return buffer.getvalue()


def records_of(client: TestClient, resource: Resource) -> list[dict[str, Any]]:
    return [json.loads(line) for line in client.get(f"/{resource.noun}.ndjson").text.split("\n")[:-1]]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_every_form_of_csv_is_what_the_bodies_say(resource: Resource, client: TestClient) -> None:
    records = records_of(client, resource)
    assert client.get(f"/{resource.noun}.csv").text == written(resource, records)
    assert client.get(f"/{resource.noun}.csv?limit=3").text == written(resource, records[:3])
    assert client.get(f"{records[0]['url']}.csv").text == written(resource, records[:1])


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_columns_are_chosen_from_the_same_rows(resource: Resource, client: TestClient) -> None:
    wanted = {column.name for column in resource.columns[2:5]}
    text = client.get(f"/{resource.noun}.csv", params={"fields": ",".join(wanted)}).text
    assert text == written(resource, records_of(client, resource), wanted=frozenset({*wanted, "id", "attribution"}))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_rows_are_what_the_bodies_say_when_these_are_hard_to_write(resource: Resource, hostile: TestClient) -> None:
    records = records_of(hostile, resource)
    assert hostile.get(f"/{resource.noun}.csv").text == written(resource, records, ADDRESS)
    chosen = frozenset({"id", "attribution", "condition"})
    if "condition" in {column.name for column in resource.columns}:
        assert hostile.get(f"/{resource.noun}.csv?fields=condition").text == written(resource, records, ADDRESS, chosen)
