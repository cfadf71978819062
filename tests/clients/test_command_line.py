"""curl and jq: streams line by line, downloads that go on where they broke off, and nothing fetched twice."""

import hashlib
import json
from pathlib import Path

import pytest

from app.exports.catalog import EXPORTS
from tests.clients.live import Live, printed, program, run

EACH = pytest.mark.parametrize("path", [export.path for export in EXPORTS], ids=[export.suffix for export in EXPORTS])
PART = 1000


@pytest.fixture
def curl() -> str:
    return program("curl", "curl")


@pytest.fixture
def jq() -> str:
    return program("jq", "jq")


def test_jq_reads_every_line_as_a_record(jq: str, live: Live) -> None:
    ndjson = live.get("/claims.ndjson").content
    claims = live.records("/claims")
    lines = [json.loads(line) for line in printed(jq, "--compact-output", ".", given=ndjson).splitlines()]
    assert lines == claims
    assert printed(jq, "--raw-output", ".attribution", given=ndjson).splitlines() == [claim["attribution"] for claim in claims]


def test_jq_counts_and_chooses(jq: str, live: Live) -> None:
    claims = live.records("/claims")
    chosen = printed(jq, "--raw-output", 'select(.kind == "allegation") | .id', given=live.get("/claims.ndjson").content)
    assert chosen.split() == [claim["id"] for claim in claims if claim["kind"] == "allegation"] != []
    largest = printed(jq, "--slurp", "map(.value | values | tonumber) | max", given=live.get("/figures.ndjson").content)
    assert int(largest) == max(int(figure["value"] or 0) for figure in live.records("/figures"))


def test_jq_keeps_hard_text(jq: str, hostile: Live) -> None:
    told = printed(jq, "--slurp", "map(.statement)", given=hostile.get("/claims.ndjson").content)
    assert json.loads(told) == [claim["statement"] for claim in hostile.records("/claims")]


def test_jq_reads_nothing_when_there_is_no_line(jq: str, live: Live) -> None:
    assert printed(jq, ".", given=live.get("/claims.ndjson?q=nobody+says+this").content) == ""


@pytest.mark.parametrize("path", ["/claims.csv", "/claims.ndjson?actor=China", "/claims", "/claims.bib"])
def test_curl_gets_the_same_when_it_takes_compressed_answers(path: str, curl: str, live: Live) -> None:
    assert printed(curl, "--silent", "--fail", "--compressed", live.url(path)).encode() == live.get(path).content


@EACH
def test_curl_goes_on_where_a_download_broke_off(path: str, curl: str, live: Live, tmp_path: Path) -> None:
    whole, file = live.get(path).content, tmp_path / "export"
    file.write_bytes(whole[:PART])
    told = printed(
        curl, "--silent", "--show-error", "--fail", "--continue-at", "-", "--write-out", "%{http_code}", "-o", file, live.url(path)
    )
    assert told == "206"
    assert file.read_bytes() == whole
    listed = {item["url"]: item["sha256"] for item in live.get("/exports").json()["items"]}
    assert hashlib.sha256(file.read_bytes()).hexdigest() == listed[path]


@EACH
def test_curl_names_the_file_as_it_is_offered(path: str, curl: str, live: Live, tmp_path: Path) -> None:
    asked = ("--silent", "--fail", "--remote-name", "--remote-header-name", "--output-dir", tmp_path)
    printed(curl, *asked, live.url(path))
    assert [file.name for file in tmp_path.iterdir()] == [path.rpartition("/")[2]]


@pytest.mark.parametrize("path", ["/claims", "/claims.csv?actor=China", "/topics.jsonld", EXPORTS[0].path])
def test_curl_fetches_nothing_twice(path: str, curl: str, live: Live, tmp_path: Path) -> None:
    etag, file = tmp_path / "etag", tmp_path / "answer"
    asked = ("--silent", "--fail", "--etag-save", etag, "--etag-compare", etag, "-o", file, "--write-out", "%{http_code}", live.url(path))
    assert [printed(curl, *asked), printed(curl, *asked)] == ["200", "304"]
    assert file.read_bytes() == live.get(path).content


def test_curl_fails_when_the_question_is_wrong(curl: str, live: Live) -> None:
    done = run(curl, "--silent", "--fail-with-body", live.url("/claims.csv?actor=Nobody"))
    assert done.returncode == 22
    assert json.loads(done.stdout)["type"] == "/problems/invalid-query"
