"""Negotiation: JSON to whoever accepts it, 406 with what there is to whoever does not."""

import pytest
from starlette.testclient import TestClient

from app.formats.catalog import FORMATS
from tests.on_sqlite import ON_SQLITE
from tests.web.refusals import only_error, refused

pytestmark = ON_SQLITE

ADDRESSES = ("/", "/claims", "/claims?actor=China", "/stakeholders/china", "/figures", "/documents", "/topics", "/vocabularies/acts")
ACCEPTED = [
    "*/*",
    "application/*",
    "application/json",
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
    "text/calendar, application/json;q=0.1",
    "application/json;q=0.001",
    "application/problem+json",
    "",
    " ",
]
LEFT_OUT = [
    "application/xml",
    "text/html",
    "image/*",
    "application/jsonx",
    "application/json;q=0",
    "*/*;q=0",
    "application/json;q=0, text/html",
]
MALFORMED = ["json", "application", "/", "a/b/c", ";;;", ",", "application/json/x", "é/é", "application;json"]


@pytest.mark.parametrize("accept", ACCEPTED)
@pytest.mark.parametrize("address", ["/", "/claims", "/stakeholders/china"])
def test_json_is_given_when_it_is_accepted(accept: str, address: str, client: TestClient) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"


def test_json_is_given_when_nothing_is_said(client: TestClient) -> None:
    request = client.build_request("GET", "/claims")
    del request.headers["Accept"]
    assert client.send(request).headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_varies_by_what_is_accepted(address: str, client: TestClient) -> None:
    moment = ", Accept-Datetime" if address.count("/") > 1 else ""  # records are given as they read at one
    assert client.get(address).headers["Vary"] == f"Accept, Accept-Encoding{moment}"


@pytest.mark.parametrize("accept", [*LEFT_OUT, *MALFORMED], ids=ascii)
def test_request_is_refused_when_it_accepts_nothing_there_is(accept: str, client: TestClient) -> None:
    answer = client.get("/claims", headers=[(b"Accept", accept.encode("latin-1"))])
    error = only_error(refused(client, answer, 406, "not-acceptable"))
    assert (error.parameter, error.code, error.allowed) == ("Accept", "not_acceptable", [format_.essence for format_ in FORMATS])
    assert "application/json" in error.detail
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_noun_refuses_what_it_does_not_have(address: str, client: TestClient) -> None:
    refused(client, client.get(address, headers={"Accept": "application/xml"}), 406, "not-acceptable")


def test_several_accept_lines_are_one_list(client: TestClient) -> None:
    answer = client.get("/claims", headers=[("Accept", "text/csv"), ("Accept", "application/json;q=0.5")])
    assert answer.status_code == 200


def test_detail_is_cut_when_accept_is_long(client: TestClient) -> None:
    error = only_error(refused(client, client.get("/claims", headers={"Accept": f"text/{'x' * 5_000}"}), 406, "not-acceptable"))
    assert len(error.detail) < 500


def test_problem_is_given_as_json_when_only_csv_is_accepted(client: TestClient) -> None:
    refused(client, client.get("/nowhere", headers={"Accept": "text/csv"}), 404, "not-found")
