"""The documentation page: all that it needs comes from here."""

import re

import pytest
from starlette.testclient import TestClient

ASSETS = {"/docs/swagger-ui.css": "text/css", "/docs/swagger-ui-bundle.js": "text/javascript", "/docs/start.js": "text/javascript"}
_ADDRESS = re.compile(r"""(?:href|src)=["']([^"']*)""")


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (directive.split() for directive in policy.split(";"))}


def test_page_is_html(client: TestClient) -> None:
    answer = client.get("/docs")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.text.startswith("<!doctype html>")
    assert '<html lang="en">' in answer.text


def test_page_refers_to_no_other_host(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "//" not in page
    addresses = _ADDRESS.findall(page)
    assert {address for address in addresses if not address.startswith("data:")} == {*ASSETS, "/openapi.json"}
    assert "//" not in client.get("/docs/start.js").text


def test_policy_of_the_page_allows_nothing_from_elsewhere(client: TestClient) -> None:
    policy = directives(client.get("/docs").headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["connect-src"] == ["'self'"]
    assert all(not source.startswith(("http", "*", "//")) for sources in policy.values() for source in sources)


def test_page_has_no_script_of_its_own_that_its_policy_would_stop(client: TestClient) -> None:
    page = client.get("/docs").text
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r"\son\w+=", page) == []


@pytest.mark.parametrize(("address", "media_type"), ASSETS.items())
def test_asset_is_served_as_what_it_is(address: str, media_type: str, client: TestClient) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert len(answer.content) > 100
    assert answer.headers["ETag"]


def test_page_reads_the_document_that_is_served(client: TestClient) -> None:
    assert '"/openapi.json"' in client.get("/docs/start.js").text
    assert client.get("/openapi.json").status_code == 200
