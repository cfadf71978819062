"""Addresses that are not there: 404, with those that may have been meant."""

from typing import NamedTuple

import pytest
from httpx2 import URL
from starlette.testclient import TestClient

from tests.asking import ids
from tests.on_sqlite import ON_SQLITE
from tests.web.refusals import only_error, refused

pytestmark = ON_SQLITE


class Unknown(NamedTuple):
    """An address that is not there, with the code of its problem and what must be suggested."""

    address: str
    code: str = "unknown_path"
    suggested: str | None = None


UNKNOWN = [
    Unknown("/claim", suggested="/claims"),
    Unknown("/Claims", suggested="/claims"),
    Unknown("/claims/", suggested="/claims"),
    Unknown("/stakeholder", suggested="/stakeholders"),
    Unknown("/stakeholders/china/", suggested="/stakeholders"),
    Unknown("/stakeholders/china/claims"),
    Unknown("/claims.xml", suggested="/claims"),
    Unknown("/claims.xlsx", suggested="/claims"),
    Unknown("/openapi", suggested="/openapi.json"),
    Unknown("/v1/claims", suggested="/claims"),
    Unknown("/healthcheck"),
    Unknown("/docs/", suggested="/docs"),
    Unknown("/docs/nothing.js"),
    Unknown("/docs/..%2F..%2Fpyproject.toml"),
    Unknown("/problems/", suggested="/problems"),
    Unknown("/problems/nothing"),
    Unknown("/favicon.ico"),
    Unknown("/%00"),
    Unknown("/%FF%FE"),
    Unknown("/%ZZ"),
    Unknown("/%E2%80%AE"),
    Unknown("/a%0D%0ASet-Cookie:%20x=1"),
    Unknown("/" + "a" * 5_000),
    Unknown("/claims/clm_00000000000000000000000000", "unknown_id"),
    Unknown("/claims/china", "unknown_id"),
    Unknown("/claims/%00", "unknown_id"),
    Unknown("/stakeholders/chi%00na", "unknown_id"),
    Unknown("/stakeholders/%FF", "unknown_id"),
    Unknown("/stakeholders/%ED%A0%80", "unknown_id"),
    Unknown("/stakeholders/CHINA", "unknown_id", "/stakeholders/china"),
    Unknown("/stakeholders/Beijing", "unknown_id", "/stakeholders/china"),
    Unknown("/stakeholders/Chinese%20government", "unknown_id", "/stakeholders/china"),
    Unknown("/stakeholders/south-corea", "unknown_id", "/stakeholders/south-korea"),
    Unknown("/stakeholders/un_", "unknown_id", "/stakeholders/un"),
    Unknown("/topics/Refugee%20status", "unknown_id", "/topics/refugee-status"),
    Unknown("/vocabularies/claim-kind", "unknown_id", "/vocabularies/claim-kinds"),
    Unknown("/vocabularies/CLAIM-KINDS", "unknown_id", "/vocabularies/claim-kinds"),
    Unknown("/figures/fig_0", "unknown_id"),
    Unknown("/documents/report", "unknown_id"),
]


@pytest.mark.parametrize("unknown", UNKNOWN, ids=lambda unknown: ascii(unknown.address[:60]))
def test_unknown_address_is_refused_helpfully(unknown: Unknown, client: TestClient) -> None:
    error = only_error(refused(client, client.get(unknown.address), 404, "not-found"))
    assert error.code == unknown.code
    assert error.parameter == {"unknown_path": "path", "unknown_id": "id"}[unknown.code]
    assert unknown.suggested is None or unknown.suggested in error.suggestions


def test_every_suggestion_leads_somewhere(client: TestClient) -> None:
    problems = [client.get(unknown.address).json() for unknown in UNKNOWN]
    suggestions = {suggestion for problem in problems for error in problem["errors"] for suggestion in error["suggestions"]}
    assert len(suggestions) > 10
    for suggestion in sorted(suggestions):
        wants_more = suggestion == "/figures/compare"  # it is there, and says which parameter it needs
        assert client.get(suggestion).status_code == (422 if wants_more else 200), suggestion


@pytest.mark.parametrize("noun", ["claims", "figures"])
def test_id_in_capitals_is_refused_with_the_right_one(noun: str, client: TestClient) -> None:
    for public_id in ids(client, f"/{noun}")[:5]:
        error = only_error(refused(client, client.get(f"/{noun}/{public_id.upper()}"), 404, "not-found"))
        assert error.suggestions[0] == f"/{noun}/{public_id}"


def test_id_of_another_noun_is_refused(client: TestClient) -> None:
    (claim_id, *_), (figure_id, *_) = ids(client, "/claims"), ids(client, "/figures")
    assert only_error(refused(client, client.get(f"/figures/{claim_id}"), 404, "not-found")).code == "unknown_id"
    assert only_error(refused(client, client.get(f"/claims/{figure_id}"), 404, "not-found")).code == "unknown_id"


@pytest.mark.parametrize("noun", ["claims", "stakeholders", "figures", "documents", "topics", "vocabularies", "problems"])
def test_id_is_refused_when_it_is_longer_than_any(noun: str, client: TestClient) -> None:
    error = only_error(refused(client, client.get(f"/{noun}/{'a' * 101}"), 422, "invalid-query"))
    assert error.parameter == ("code" if noun == "problems" else "id")
    assert "at most 100 characters" in error.detail


@pytest.mark.parametrize("address", ["//claims", "/claims//", "//"])
def test_address_is_taken_as_it_is_written(address: str, client: TestClient) -> None:
    url = URL(scheme="http", host="testserver", raw_path=address.encode())
    refused(client, client.get(url), 404, "not-found")


def test_detail_is_cut_when_the_address_is_long(client: TestClient) -> None:
    problem = refused(client, client.get("/" + "a" * 5_000), 404, "not-found")
    assert len(problem.detail) < 500
    assert len(problem.instance) < 1_000
