"""Lists and records of every noun: their shape, how they agree with each other, and where their links lead."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from tests.asking import ask, ids
from tests.query.nouns import NOUNS, Noun
from tests.serving import serving

every_noun = pytest.mark.parametrize("noun", NOUNS, ids=[noun.name for noun in NOUNS])


def addresses_in(node: object) -> Iterator[str]:
    """Every address of this API that a record names."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "url" and isinstance(value, str) and value.startswith("/"):
                yield value
            else:
                yield from addresses_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from addresses_in(item)


def test_nouns_of_these_tests_are_those_of_the_catalogue() -> None:
    assert [noun.name for noun in NOUNS] == [resource.noun for resource in RESOURCES]


@every_noun
def test_record_has_the_public_shape_and_nothing_else(noun: Noun, client: TestClient) -> None:
    for public_id in ids(client, noun.address):
        body = client.get(f"{noun.address}/{public_id}").text
        assert noun.record.model_validate_json(body, strict=True).model_dump_json() == body


@every_noun
def test_list_has_the_public_shape(noun: Noun, client: TestClient) -> None:
    answer = client.get(noun.address)
    page = noun.page.model_validate_json(answer.content, strict=True)
    assert list(answer.json()) == ["items", "total", "next", "next_cursor", "facets", "snippets", "query"]
    assert page.total == len(ask(client, noun.address, limit=500)["items"])


@every_noun
def test_item_of_a_list_is_the_record_itself(noun: Noun, client: TestClient) -> None:
    answer = client.get(noun.address, params={"limit": 500})
    for item in answer.json()["items"]:
        record = client.get(item["url"])
        assert record.json() == item
        assert record.text in answer.text


@every_noun
def test_answer_is_json_in_utf_8(noun: Noun, client: TestClient) -> None:
    answer = client.get(noun.address)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.content.decode("utf-8") == answer.text
    assert client.get(answer.json()["items"][0]["url"]).headers["Content-Type"] == "application/json"


@every_noun
def test_default_page_holds_fifty_records(noun: Noun, client: TestClient) -> None:
    page = ask(client, noun.address)
    assert len(page["items"]) == min(page["total"], 50)


@every_noun
def test_next_page_is_named_three_times_when_there_is_one(noun: Noun, library: TestClient) -> None:
    answer = library.get(noun.address, params={"limit": 1})
    page = answer.json()
    assert page["next"] == f"{noun.address}?limit=1&cursor={page['next_cursor']}"
    assert answer.links["next"]["url"] == page["next"]


@every_noun
def test_next_page_is_null_and_not_linked_when_there_is_none(noun: Noun, client: TestClient) -> None:
    answer = client.get(noun.address, params={"limit": 500})
    assert answer.json()["next"] is None
    assert answer.json()["next_cursor"] is None
    assert "next" not in answer.links


@every_noun
def test_licence_of_the_data_is_stated(noun: Noun, client: TestClient) -> None:
    answer = client.get(noun.address, params={"limit": 1})
    item = answer.json()["items"][0]
    for response in (answer, client.get(item["url"])):
        assert response.links["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/" == item["license"]


@every_noun
def test_links_in_records_lead_somewhere(noun: Noun, client: TestClient) -> None:
    for address in sorted(set(addresses_in(ask(client, noun.address, limit=500)["items"]))):
        assert client.get(address).status_code == 200, address


def test_counts_on_records_are_those_of_the_lists_they_link(client: TestClient) -> None:
    for noun in ("stakeholders", "topics", "documents"):
        for record in ask(client, f"/{noun}", limit=500)["items"]:
            for count in record["claims"]:
                assert count["url"] == f"/claims?{count['parameter']}={record['id']}"
                assert ask(client, count["url"])["total"] == count["count"] > 0


def test_only_link_headers_become_absolute_when_the_public_address_is_set(own_engine: Engine) -> None:
    with serving(own_engine, public_url="https://facts.example/") as client:
        answer = client.get("/claims", params={"limit": 3})
        page = answer.json()
    assert page["next"].startswith("/claims?")
    assert page["items"][0]["url"].startswith("/claims/")
    assert answer.links["next"]["url"] == f"https://facts.example{page['next']}"


def test_host_header_changes_nothing(client: TestClient) -> None:
    plain = client.get("/claims", params={"limit": 2})
    forged = client.get("/claims", params={"limit": 2}, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert forged.content == plain.content
    assert forged.headers["Link"] == plain.headers["Link"]
