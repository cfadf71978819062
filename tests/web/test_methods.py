"""Methods: reading is by GET; HEAD is GET without the body; OPTIONS says so, to browsers as well; all else is refused."""

import pytest
from starlette.testclient import TestClient

from tests.asking import ids
from tests.on_sqlite import ON_SQLITE
from tests.web.addresses import ANSWERED, REFUSED
from tests.web.refusals import only_error, refused

pytestmark = ON_SQLITE

CALLER = {"X-Request-ID": "the-same"}
PLACES = ("/", "/claims", "/claims?actor=China", "/stakeholders/china", "/docs", "/healthz", "/problems/not-found", "/openapi.json")


WRITTEN = {"/claims": ["POST"], "/claims?actor=China": ["POST"], "/stakeholders/china": ["PUT", "PATCH"]}
"""What may be done with a key besides reading."""


def allowed(address: str) -> list[str]:
    return ["GET", "HEAD", "OPTIONS", *WRITTEN.get(address, [])]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "QUERY", "BREW"])
@pytest.mark.parametrize("address", PLACES)
def test_other_methods_are_refused_where_there_is_something(method: str, address: str, client: TestClient) -> None:
    answer = client.request(method, address)
    if method in allowed(address):
        refused(client, answer, 401, "unauthorized")
        return
    error = only_error(refused(client, answer, 405, "method-not-allowed"))
    assert answer.headers["Allow"] == ", ".join(allowed(address))
    assert (error.parameter, error.code, error.allowed) == ("method", "not_allowed", allowed(address))


@pytest.mark.parametrize("address", ["/imports", "/stakeholders/china/merger", "/claims/x/retraction", "/drafts/x/submission"])
def test_reading_is_refused_where_there_is_nothing_to_read(address: str, client: TestClient) -> None:
    for answer in (client.get(address), client.head(address), client.put(address)):
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "OPTIONS, POST"
    assert client.options(address).headers["Allow"] == "OPTIONS, POST"
    assert client.request("GET", address, json={}).status_code == 405


@pytest.mark.parametrize("method", ["POST", "DELETE", "TRACE"])
def test_other_methods_are_refused_as_any_where_there_is_nothing(method: str, client: TestClient) -> None:
    refused(client, client.request(method, "/nowhere"), 404, "not-found")


def test_method_in_a_body_or_a_header_does_not_count(client: TestClient) -> None:
    answer = client.post("/changes", json={"statement": "x"}, headers={"X-HTTP-Method-Override": "GET"})
    refused(client, answer, 405, "method-not-allowed")


@pytest.mark.parametrize("address", [*ANSWERED, *REFUSED], ids=lambda address: address[:60])
def test_head_is_get_without_its_body(address: str, client: TestClient) -> None:
    got = client.get(address, headers=CALLER)
    headed = client.head(address, headers=CALLER)
    assert headed.status_code == got.status_code
    assert dict(headed.headers) == dict(got.headers)
    assert headed.headers["Content-Length"] == str(len(got.content))
    assert headed.content == b""


@pytest.mark.parametrize("noun", ["claims", "figures"])
def test_head_of_records_is_get_without_its_body(noun: str, client: TestClient) -> None:
    for public_id in ids(client, f"/{noun}")[:10]:
        got = client.get(f"/{noun}/{public_id}", headers=CALLER)
        assert dict(client.head(f"/{noun}/{public_id}", headers=CALLER).headers) == dict(got.headers)


def test_head_is_304_when_nothing_changed(client: TestClient) -> None:
    etag = client.get("/claims").headers["ETag"]
    assert client.head("/claims", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("address", [*PLACES, "*"])
def test_options_says_what_may_be_done(address: str, client: TestClient) -> None:
    answer = client.options(address)
    assert answer.status_code == 204
    assert answer.headers["Allow"] == answer.headers["Access-Control-Allow-Methods"] == ", ".join(allowed(address))
    assert answer.content == b""


@pytest.mark.parametrize("address", PLACES)
@pytest.mark.parametrize("asked", ["if-none-match", "x-request-id, accept", "authorization", "x-anything"])
def test_preflight_is_granted_to_any_page(address: str, asked: str, client: TestClient) -> None:
    headers = {"Origin": "https://newsroom.example", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": asked}
    answer = client.options(address, headers=headers)
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] in {"*", "*, Authorization"}
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert "Access-Control-Allow-Credentials" not in answer.headers
