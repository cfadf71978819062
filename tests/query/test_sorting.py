"""Orders: by their key, then in reading order, upwards and downwards, the same on both databases."""

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.ingest.files import DataFiles
from tests.asking import ask, ids
from tests.query.shelf import reading_order, sort_keys

ORDERS = [(resource.noun, sort) for resource in RESOURCES for sort in resource.sorts]


@pytest.mark.parametrize(("noun", "sort"), ORDERS, ids=[f"{noun} by {sort}" for noun, sort in ORDERS])
def test_records_are_in_order(noun: str, sort: str, library: TestClient, library_files: DataFiles) -> None:
    records = {record["id"]: record for record in ask(library, f"/{noun}", limit=500)["items"]}
    key = sort_keys(library_files)[noun][sort.removeprefix("-")]
    expected = sorted(reading_order(library_files)[noun], key=lambda record_id: key(records[record_id]), reverse=sort.startswith("-"))
    assert ids(library, f"/{noun}", sort=sort) == expected


@pytest.mark.parametrize(
    ("noun", "default"),
    [
        ("claims", "-published"),
        ("stakeholders", "name"),
        ("figures", "-published"),
        ("documents", "-published"),
        ("topics", "name"),
        ("vocabularies", "id"),
    ],
)
def test_default_order_is_the_documented_one(noun: str, default: str, library: TestClient) -> None:
    assert ids(library, f"/{noun}") == ids(library, f"/{noun}", sort=default)


def test_undated_documents_come_last_when_the_newest_come_first(library: TestClient) -> None:
    assert ids(library, "/documents")[-1] == "undated"
