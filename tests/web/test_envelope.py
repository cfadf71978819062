"""What every response has, whatever it answers: a request id, security headers, and leave for any page to read it."""

import re

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app import __version__
from tests.on_sqlite import ON_SQLITE
from tests.web.addresses import REFUSED

pytestmark = ON_SQLITE

ANSWERED = ("/", "/claims?limit=1", "/stakeholders/china", "/problems/not-found", "/healthz", "/docs", "/docs/start.js", "/openapi.yaml")
EVERYWHERE = [("GET", address) for address in (*ANSWERED, *REFUSED)]
EVERYWHERE += [("POST", "/claims"), ("OPTIONS", "/claims"), ("TRACE", "/"), ("HEAD", "/claims"), ("HEAD", "/nowhere")]
PLAIN = ["a", "A-Z_0.9", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "x" * 64]
HOSTILE = ["", " ", "x" * 65, "a b", "a;b", "<script>", "a\tb", '"x"', "é", "a/b", "a,b", "%0A", "{{7*7}}", "ⅷ"]

every_response = pytest.mark.parametrize(
    ("method", "address"), EVERYWHERE, ids=[f"{method} {address[:50]}" for method, address in EVERYWHERE]
)


def all_answers(client: TestClient) -> list[Response]:
    return [client.request(method, address) for method, address in EVERYWHERE]


@every_response
def test_security_headers_are_on_every_response(method: str, address: str, client: TestClient) -> None:
    headers = client.request(method, address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Permissions-Policy"]
    assert headers["API-Version"] == __version__
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@every_response
def test_any_page_may_read_every_response(method: str, address: str, client: TestClient) -> None:
    headers = client.request(method, address).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Origin" not in headers.get("Vary", "")
    exposed = {name.strip() for name in headers["Access-Control-Expose-Headers"].split(",")}
    assert {"ETag", "Last-Modified", "Link", "Retry-After", "X-Request-ID"} <= exposed


@every_response
def test_origin_changes_nothing(method: str, address: str, client: TestClient) -> None:
    caller = {"X-Request-ID": "the-same"}
    plain = client.request(method, address, headers=caller)
    from_a_page = client.request(method, address, headers={**caller, "Origin": "https://newsroom.example", "Cookie": "a=b"})
    assert from_a_page.headers == plain.headers
    assert from_a_page.content == plain.content


@every_response
def test_plain_request_id_is_taken_over(method: str, address: str, client: TestClient) -> None:
    answer = client.request(method, address, headers={"X-Request-ID": "newsroom-42"})
    assert answer.headers["X-Request-ID"] == "newsroom-42"


@pytest.mark.parametrize("given", PLAIN)
def test_request_id_is_in_the_problem_too(given: str, client: TestClient) -> None:
    assert client.get("/nowhere", headers={"X-Request-ID": given}).json()["request_id"] == given


@pytest.mark.parametrize("given", HOSTILE, ids=ascii)
@pytest.mark.parametrize("address", ["/claims?limit=1", "/nowhere"])
def test_request_id_is_replaced_when_it_is_not_plain(address: str, given: str, client: TestClient) -> None:
    answer = client.get(address, headers=[(b"X-Request-ID", given.encode())])
    assert answer.headers["X-Request-ID"] != given.strip()
    assert re.fullmatch("[0-9a-z]{26}-[0-9]+", answer.headers["X-Request-ID"])


def test_every_request_has_an_id_of_its_own(client: TestClient) -> None:
    found = [answer.headers["X-Request-ID"] for answer in all_answers(client)]
    assert len(set(found)) == len(found)


def test_304_has_the_headers_of_every_response(client: TestClient) -> None:
    headers = client.get("/claims", headers={"If-None-Match": "*", "X-Request-ID": "newsroom-42"}).headers
    assert headers["X-Request-ID"] == "newsroom-42"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_sets_a_cookie(client: TestClient) -> None:
    assert not any("Set-Cookie" in answer.headers for answer in all_answers(client))


def test_problems_are_not_kept_by_caches(client: TestClient) -> None:
    refusals = [answer for answer in all_answers(client) if answer.status_code >= 400]
    assert len(refusals) > 5
    assert {answer.headers["Cache-Control"] for answer in refusals} == {"no-store"}
