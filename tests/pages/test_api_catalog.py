"""The API catalogue: what a program finds at the well-known address."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.pages.api_catalog import PATH
from tests.asking import ask
from tests.serving import serving

PUBLIC = "https://facts.example"


def linked(entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every link of an entry, with its relation."""
    return ((relation, link) for relation, links in entry.items() if relation != "anchor" for link in links)


@pytest.fixture
def public(own_engine: Engine) -> Iterator[TestClient]:
    """A client of a service that readers know by an address."""
    with serving(own_engine, public_url=PUBLIC) as client:
        yield client


def test_catalogue_is_a_set_of_links_with_the_profile_of_catalogues(client: TestClient) -> None:
    answer = client.get(PATH)
    assert answer.headers["Content-Type"] == 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    (entry,) = answer.json()["linkset"]
    assert entry["anchor"] == "/"
    assert entry.keys() >= {"service-desc", "service-doc", "service-meta", "status", "license"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_link_header_has_the_relation_of_catalogues(method: str, client: TestClient) -> None:
    assert client.request(method, PATH).links["api-catalog"]["url"] == PATH


def test_links_of_the_catalogue_lead_somewhere_of_the_type_that_they_name(client: TestClient) -> None:
    (entry,) = ask(client, PATH)["linkset"]
    ours = [link for _, link in linked(entry) if link["href"].startswith("/")]
    assert len(ours) >= 10
    for link in ours:
        answer = client.get(link["href"])
        assert answer.status_code == 200, link
        assert answer.headers["Content-Type"].partition(";")[0] == link["type"]


def test_catalogue_names_every_document_that_describes_the_api(client: TestClient) -> None:
    (entry,) = ask(client, PATH)["linkset"]
    assert {link["href"] for link in entry["service-desc"]} == {"/openapi.json", "/openapi.yaml", "/openapi-3.0.json"}


def test_links_are_absolute_where_the_public_address_is_known(public: TestClient) -> None:
    answer = public.get(PATH)
    (entry,) = answer.json()["linkset"]
    assert entry["anchor"] == f"{PUBLIC}/"
    assert answer.links["api-catalog"]["url"] == f"{PUBLIC}{PATH}"
    assert all(link["href"].startswith(f"{PUBLIC}/") for relation, link in linked(entry) if relation != "license")


def test_catalogue_is_not_sent_again_where_it_is_known(client: TestClient) -> None:
    etag = client.get(PATH).headers["ETag"]
    assert client.get(PATH, headers={"If-None-Match": etag}).status_code == 304


def test_index_leads_to_the_catalogue(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.links["api-catalog"]["url"] == PATH
    assert PATH in [link["href"] for link in answer.json()["links"] if link["rel"] == "api-catalog"]


def test_catalogue_is_refused_to_whom_it_is_no_use(client: TestClient) -> None:
    answer = client.get(PATH, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.json()["errors"][0]["allowed"] == ["application/linkset+json"]
