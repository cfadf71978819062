"""The JSON-LD context: complete, versioned, and served so that JSON-LD processors can use it."""

import json
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from pyld import jsonld
from starlette.testclient import TestClient

from app.formats.jsonld_context import CONTEXT, CONTEXT_PATH, context_document
from app.formats.jsonld_terms import CLASSES, PROPERTIES, ROLES
from app.model.vocabulary import CLOSED_VOCABULARIES
from app.pages import contexts
from app.web.envelope import Envelope
from app.web.handlers import register
from tests.formats.jsonld_reader import TERMS, VALUES, leaves

MEANINGS_OF_VERSION_1 = {
    "id": "http://schema.org/identifier",
    "attribution": "http://schema.org/creditText",
    "claimant": "http://schema.org/creator",
    "topics": "http://purl.org/dc/terms/subject",
    "evidence": f"{TERMS}evidence",
    "record": "http://schema.org/subjectOf",
}


@pytest.fixture
def page() -> Iterator[TestClient]:
    """A client of an app that serves nothing but the context."""
    app = FastAPI()
    app.include_router(contexts.router)
    register(app)
    app.add_middleware(Envelope)
    with TestClient(app) as client:
        yield client


def test_context_is_served_as_it_is_made(page: TestClient) -> None:
    answer = page.get(CONTEXT_PATH)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
    assert answer.content == context_document()


def test_context_may_be_fetched_from_any_page_and_kept_for_a_day(page: TestClient) -> None:
    answer = page.get(CONTEXT_PATH, headers={"Origin": "https://newsroom.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age=86400" in answer.headers["cache-control"]


def test_context_is_not_sent_again_when_the_client_has_it(page: TestClient) -> None:
    etag = page.get(CONTEXT_PATH).headers["etag"]
    again = page.get(CONTEXT_PATH, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


def test_context_takes_no_parameters(page: TestClient) -> None:
    assert page.get(CONTEXT_PATH, params={"version": 2}).status_code == 422


def test_every_vocabulary_is_a_prefix(client: TestClient) -> None:
    ids = [item["id"] for item in client.get("/vocabularies", params={"limit": 500}).json()["items"]]
    assert set(ids) >= set(CLOSED_VOCABULARIES)
    assert {name: CONTEXT.get(name) for name in ids} == {name: f"{VALUES}{name}:" for name in ids}


def test_every_term_of_our_own_is_used_and_defined() -> None:
    used = {str(iri).removeprefix("facts:") for iri in leaves(CONTEXT) if str(iri).startswith("facts:")}
    assert used == {*CLASSES, *PROPERTIES}


def test_context_document_defines_our_terms_when_it_is_read_itself() -> None:
    nodes = jsonld.expand(json.loads(context_document()))
    comments = {node["@id"]: node["http://www.w3.org/2000/01/rdf-schema#comment"] for node in nodes}
    assert comments[f"{TERMS}depth"] == [{"@value": PROPERTIES["depth"]}]
    assert len(comments) == len({*CLASSES, *ROLES, *PROPERTIES})


@pytest.mark.parametrize(("name", "iri"), MEANINGS_OF_VERSION_1.items())
def test_version_1_means_what_it_always_meant(name: str, iri: str) -> None:
    (node,) = jsonld.expand({"@context": CONTEXT, name: {"@value": "x"}})
    assert list(node) == [iri]
