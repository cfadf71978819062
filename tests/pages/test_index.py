"""The index: what a program or a person finds at the root."""

from starlette.testclient import TestClient

from app import __version__
from app.catalog import RESOURCES
from app.formats.catalog import BY_SUFFIX
from app.pages.index import ServiceIndex
from tests.asking import ask


def test_index_has_the_public_shape(client: TestClient) -> None:
    assert ServiceIndex.model_validate_json(client.get("/").content, strict=True).version == __version__


def test_index_links_every_noun(client: TestClient) -> None:
    collections = {link["href"] for link in ask(client, "/")["links"] if link["rel"] == "collection"}
    assert collections == {*(f"/{resource.noun}" for resource in RESOURCES), "/changes", "/exports", "/problems"}


def test_index_links_the_comparison_of_figures(client: TestClient) -> None:
    related = [link["href"] for link in ask(client, "/")["links"] if link["rel"] == "related"]
    assert [href.partition("?")[0] for href in related] == ["/figures/compare"]


def test_index_names_every_format(client: TestClient) -> None:
    formats = ask(client, "/")["formats"]
    assert [offer["suffix"] for offer in formats] == list(BY_SUFFIX)
    for offer in formats:
        by_suffix = client.get(f"/topics.{offer['suffix']}")
        by_accept = client.get("/topics", headers={"Accept": offer["media_type"]})
        assert by_suffix.headers["Content-Type"] == by_accept.headers["Content-Type"] == offer["media_type"]


def test_links_of_the_index_lead_somewhere(client: TestClient) -> None:
    addresses = [link["href"] for link in ask(client, "/")["links"] if link["href"].startswith("/")]
    assert len(addresses) > 8
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_addresses_in_titles_lead_somewhere(client: TestClient) -> None:
    words = " ".join(link["title"] for link in ask(client, "/")["links"]).replace(";", " ").split()
    addresses = [word for word in words if word.startswith("/")]
    assert "/claims?actor=China" in addresses
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_index_states_both_licences(client: TestClient) -> None:
    index = ask(client, "/")
    assert "apache.org" in index["license"]
    assert index["data_license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_index_links_its_description_for_programs(client: TestClient) -> None:
    links = client.get("/").links
    assert links["service-desc"]["url"] == "/openapi.json"
    assert links["service-doc"]["url"] == "/docs"
