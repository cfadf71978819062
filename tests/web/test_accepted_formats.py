"""What a client accepts decides the format: the one it likes best, and JSON where it likes several alike (RFC 9110, 12.5.1)."""

import pytest
from starlette.testclient import TestClient

from app.formats.catalog import BY_SUFFIX
from tests.on_sqlite import ON_SQLITE

pytestmark = ON_SQLITE

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("*/*", "json"),
        ("", "json"),
        (BROWSER, "json"),
        ("application/*", "json"),
        ("text/*", "csv"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/csv; header=present", "csv"),
        ("text/csv; charset=utf-8", "csv"),
        ("text/csv;q=0.5, application/json;q=0.4", "csv"),
        ("text/csv;q=0.4, application/json;q=0.5", "json"),
        ("text/csv, application/json", "json"),
        ("application/json, text/csv", "json"),
        ("text/csv, */*;q=0.1", "csv"),
        ("text/csv;q=0.1, */*", "json"),
        ("application/json;q=0.4, text/*;q=0.5", "csv"),
        ("application/json;q=0, text/csv", "csv"),
        ("application/json;q=0, application/*", "ndjson"),
        ("application/x-ndjson", "ndjson"),
        ("application/x-ndjson, text/csv;q=0.9", "ndjson"),
        ("application/vnd.citationstyles.csl+json", "csl"),
        ("application/vnd.citationstyles.csl+json, application/x-bibtex;q=0.9, text/html;q=0.1", "csl"),
        ("application/x-bibtex", "bib"),
        ("image/png, application/x-bibtex;q=0.001", "bib"),
        ("application/jsonl", "ndjson"),
        ("application/ndjson", "ndjson"),
        ("application/x-jsonlines", "ndjson"),
        ("Application/JSONL ; q=0.5, text/csv;q=0.4", "ndjson"),
        ("application/jsonl;q=0.3,text/csv;q=0.4", "csv"),
        ("text/x-bibtex", "bib"),
        ("text/x-bibtex; charset=utf-8, */*;q=0.1", "bib"),
        ("text/*, text/csv;q=0.5", "csv"),
    ],
)
def test_format_is_the_one_that_is_liked_best(accept: str, suffix: str, client: TestClient) -> None:
    for address in ("/topics", "/topics?limit=2", "/topics/refugee-status"):
        answer = client.get(address, headers={"Accept": accept})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == BY_SUFFIX[suffix].media_type


def test_json_is_given_when_nothing_is_said(client: TestClient) -> None:
    request = client.build_request("GET", "/topics")
    del request.headers["Accept"]
    assert client.send(request).headers["Content-Type"] == "application/json"


def test_several_accept_lines_are_one_list(client: TestClient) -> None:
    answer = client.get("/topics", headers=[("Accept", "application/json;q=0.4"), ("Accept", "text/csv;q=0.5")])
    assert answer.headers["Content-Type"] == BY_SUFFIX["csv"].media_type


@pytest.mark.parametrize("accept", ["text/bibliography", "application/jsonlines", "application/jsonl;q=0", "jsonl"])
def test_like_names_are_refused(accept: str, client: TestClient) -> None:
    assert client.get("/topics", headers={"Accept": accept}).status_code == 406
