"""Sparse records: only what is asked for, and always which record it is and who claims it."""

import csv
import io
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.query.resource import Resource
from tests.asking import ask, ids_of
from tests.web.refusals import refused, refused_query

ALWAYS = ["id", "url", "attribution"]


def items(client: TestClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = [json.loads(line) for line in answer.text.split("\n") if line]
    return found if ".ndjson" in address else found[0]["items"]


def header(client: TestClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return next(csv.reader(io.StringIO(answer.text, newline="")))


@pytest.mark.parametrize("suffix", [".json", ".ndjson", ".ndjson?limit=3", ""])
def test_records_have_only_the_members_asked_for(suffix: str, client: TestClient) -> None:
    mark = "&" if "?" in suffix else "?"
    whole = items(client, f"/claims{suffix}")
    sparse = items(client, f"/claims{suffix}{mark}fields=statement,kind")
    assert sparse == [{name: claim[name] for name in ("id", "url", "statement", "attribution", "kind")} for claim in whole]


@pytest.mark.parametrize("field", ["kind", "id", "url", "attribution", "license"])
def test_attribution_is_there_whatever_is_asked_for(field: str, client: TestClient) -> None:
    for suffix in (".json", ".ndjson"):
        for item in items(client, f"/claims{suffix}?fields={field}"):
            assert set(item) == {*ALWAYS, field}
            assert item["attribution"]


def test_members_keep_the_order_of_the_record(client: TestClient) -> None:
    (first, *_) = items(client, "/claims?fields=license,kind,statement")
    assert list(first) == ["id", "url", "statement", "attribution", "kind", "license"]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_every_member_of_every_noun_can_be_asked_for(resource: Resource, client: TestClient) -> None:
    members = list(resource.record.model_fields)
    for suffix in (".json", ".ndjson"):
        address = f"/{resource.noun}{suffix}"
        assert items(client, f"{address}?fields={','.join(members[:20])}&fields={','.join(members[20:]) or 'id'}") == items(client, address)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_every_column_of_every_noun_can_be_asked_for(resource: Resource, client: TestClient) -> None:
    columns = [*(column.name for column in resource.columns), "permalink"]
    whole = client.get(f"/{resource.noun}.csv").content
    assert client.get(f"/{resource.noun}.csv", params={"fields": ",".join(columns)}).content == whole


def test_table_keeps_id_attribution_and_permalink_whatever_is_asked_for(client: TestClient) -> None:
    for limit in ("", "&limit=2"):
        assert header(client, f"/claims.csv?fields=claimant,via{limit}") == ["id", "attribution", "claimant", "via", "permalink"]
        assert header(client, f"/claims.csv?fields=permalink{limit}") == ["id", "attribution", "permalink"]
        assert header(client, f"/stakeholders.csv?fields=name{limit}") == ["id", "name", "permalink"]


def test_page_is_the_same_but_for_its_records(client: TestClient) -> None:
    whole, sparse = (ask(client, f"/claims?limit=5&q=china&facets=kind{fields}") for fields in ("", "&fields=kind"))
    assert ids_of(sparse) == ids_of(whole)
    assert {name: sparse[name] for name in ("total", "next_cursor", "facets", "query")} == {
        name: whole[name] for name in ("total", "next_cursor", "facets", "query")
    }


@pytest.mark.parametrize(
    "fields",
    [
        "fields=kind,statement",
        "fields=kind&fields=statement",
        "fields=statement,kind,statement",
        "fields=statement,%20kind",
        "fields=statement,+++kind",
    ],
)
def test_fields_are_the_same_whether_joined_or_repeated(fields: str, client: TestClient) -> None:
    assert items(client, f"/claims?{fields}") == items(client, "/claims?fields=kind,statement")


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/claims?fields=statements", "statement"),
        ("/claims.ndjson?fields=kind,claimantss", "claimants"),
        ("/claims.ndjson?limit=1&fields=claimantss", "claimants"),
        ("/claims.csv?fields=claimants", "claimant"),
        ("/claims.csv?limit=1&fields=permalinks", "permalink"),
        ("/stakeholders?fields=alias", "aliases"),
    ],
)
def test_field_is_refused_with_near_ones_when_there_is_none_of_that_name(address: str, near: str, client: TestClient) -> None:
    error = refused_query(client, client.get(address))
    assert (error.parameter, error.code) == ("fields", "unknown_field")
    assert near in error.suggestions
    assert near in error.allowed


def test_every_unknown_field_is_named_at_once(client: TestClient) -> None:
    problem = refused(client, client.get("/claims?fields=nothing,kind,nowhere"), 422, "invalid-query")
    assert [error.detail.split("'")[1] for error in problem.errors] == ["nothing", "nowhere"]


def test_address_is_suggested_under_the_name_that_the_format_has_for_it(client: TestClient) -> None:
    for address, instead in (("/claims?fields=permalink", "url"), ("/claims.csv?fields=url", "permalink")):
        error = refused_query(client, client.get(address))
        assert error.suggestions[0] == instead
        assert f"Did you mean '{instead}'?" in error.detail


def test_column_is_refused_where_records_are_asked_for(client: TestClient) -> None:
    for address in ("/claims?fields=permalink", "/claims.ndjson?fields=credit", "/claims.csv?fields=chain"):
        assert refused_query(client, client.get(address)).code == "unknown_field"


@pytest.mark.parametrize("text", ["", "kind,", ",kind", "Kind", "kind topic", "chain.0"])
def test_fields_are_refused_when_they_are_no_list_of_names(text: str, client: TestClient) -> None:
    error = refused_query(client, client.get("/claims", params={"fields": text}))
    assert (error.parameter, error.code) == ("fields", "bad_value")
    assert "write members or columns with commas between them" in error.detail
