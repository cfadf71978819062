"""Limits: addresses and bodies that are larger than anybody needs are refused before anything looks at them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.serving import serving
from tests.web.refusals import refused

MAX_BODY = 1_048_576


@pytest.fixture
def narrow(own_engine: Engine) -> Iterator[TestClient]:
    """A client of a service with narrow limits."""
    with serving(own_engine, max_url_bytes=300, max_body_bytes=100) as client:
        yield client


@pytest.mark.parametrize("length", [17_000, 40_000])
@pytest.mark.parametrize("form", ["/claims?actor={}", "/claims/{}", "/{}", "/nowhere?{}"])
def test_address_is_refused_when_it_is_huge(form: str, length: int, client: TestClient) -> None:
    problem = refused(client, client.get(form.format("a" * length)), 414, "uri-too-long")
    assert "at most 16000" in problem.detail
    assert len(problem.instance) < 1_000


def test_limits_are_settings(narrow: TestClient) -> None:
    asked = "/claims?actor=" + "+" * (300 - len("/claimsactor=China")) + "China"
    assert narrow.get(asked).status_code == 200
    refused(narrow, narrow.get(f"{asked}a"), 414, "uri-too-long")


def test_address_counts_as_it_was_sent(narrow: TestClient) -> None:
    refused(narrow, narrow.get("/claims?actor=" + "%20" * 100), 414, "uri-too-long")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE"])
def test_body_is_refused_when_it_is_huge(method: str, client: TestClient) -> None:
    answer = client.request(method, "/claims", content=b"x" * (MAX_BODY + 1))
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Connection"] == "close"


def test_body_is_refused_by_what_it_declares(client: TestClient) -> None:
    answer = client.post("/claims", headers={"Content-Length": str(10**15)}, content=b"")
    problem = refused(client, answer, 413, "content-too-large")
    assert str(MAX_BODY) in problem.detail


def test_largest_body_is_refused_for_its_method_only(client: TestClient) -> None:
    refused(client, client.post("/changes", content=b"x" * MAX_BODY), 405, "method-not-allowed")


@pytest.mark.parametrize(
    "body",
    [{"content": b"{}"}, {"json": {"actor": "China"}}, {"data": {"actor": "China"}}, {"content": iter([b"actor=", b"China"])}],
    ids=["bytes", "json", "form", "chunks"],
)
def test_body_is_refused_when_something_is_read(body: dict[str, object], client: TestClient) -> None:
    answer = client.request("GET", "/claims", **body)  # type: ignore[arg-type]
    problem = refused(client, answer, 415, "unsupported-media-type")
    assert "body" in problem.detail


def test_empty_body_is_no_body(client: TestClient) -> None:
    assert client.request("GET", "/claims", content=b"", headers={"Content-Length": "0"}).status_code == 200


@pytest.mark.parametrize("declared", ["-1", "abc", "1e9", "٣", "0x10", "9" * 5_000], ids=ascii)
def test_length_of_a_body_is_no_number(declared: str, client: TestClient) -> None:
    answer = client.get("/claims", headers=[(b"Content-Length", declared.encode())])
    assert 400 <= answer.status_code < 500
    assert answer.headers["Content-Type"] == "application/problem+json"
