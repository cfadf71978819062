"""A browser: a page of another origin reads the tables and the headers that say how to go on."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.clients.browser import opened
from tests.clients.live import Live

_PAGE = """<!doctype html>
<meta charset="utf-8">
<pre id="told">nothing</pre>
<script>
const read = async (url, headers) => {
  const answer = await fetch(url, { headers });
  const names = ["ETag", "Link", "Last-Modified", "Content-Type", "X-Request-ID", "Retry-After"];
  const known = Object.fromEntries(names.map((name) => [name, answer.headers.get(name)]));
  return { status: answer.status, redirected: answer.redirected, headers: known, text: await answer.text() };
};
(async () => {
  const told = [];
  for (const [url, headers] of QUESTIONS) {
    let asked = headers;
    if (headers["If-None-Match"] === "the last") asked = { "If-None-Match": told[told.length - 1].headers.ETag };
    told.push(await read(url, asked));
  }
  document.getElementById("told").textContent = JSON.stringify(told);
})().catch((error) => { document.getElementById("told").textContent = JSON.stringify(String(error)); });
</script>
"""
_TOLD = re.compile(r'<pre id="told">(.*?)</pre>', re.DOTALL)
Question = tuple[str, dict[str, str]]


def read_in_a_browser(folder: Path, *questions: Question) -> list[dict[str, Any]]:
    """What a page of another origin is told when it asks these questions, one after the other."""
    file = folder / "page.html"
    file.write_text(_PAGE.replace("QUESTIONS", json.dumps(questions)), encoding="utf-8")
    page = opened(file)
    found = _TOLD.search(page)
    assert found is not None, page
    told: list[dict[str, Any]] = json.loads(html.unescape(found[1]))
    assert isinstance(told, list), told
    return told


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder for the page and for what the browser keeps."""
    return tmp_path


def test_page_of_another_origin_reads_the_tables_and_their_headers(live: Live, pages: Path) -> None:
    paths = ["/claims.csv", "/claims.jsonld", "/claims.ndjson?actor=China", "/contexts/facts-v1.jsonld"]
    told = read_in_a_browser(pages, *((live.url(path), {}) for path in paths))
    for path, answer in zip(paths, told, strict=True):
        expected = live.get(path)
        assert (answer["status"], answer["redirected"], answer["text"]) == (200, False, expected.text)
        for name in ("ETag", "Link", "Content-Type"):
            assert answer["headers"][name] == expected.headers.get(name), (path, name)
        assert answer["headers"]["X-Request-ID"]
    assert 'rel="alternate"' in told[0]["headers"]["Link"]
    assert told[0]["headers"]["ETag"].startswith('W/"')


def test_page_of_another_origin_asks_again_without_cost(live: Live, pages: Path) -> None:
    first, again = read_in_a_browser(pages, (live.url("/claims.csv"), {}), (live.url("/claims.csv"), {"If-None-Match": "the last"}))
    assert (first["status"], again["status"], again["text"]) == (200, 304, "")


def test_page_of_another_origin_chooses_by_accept(live: Live, pages: Path) -> None:
    csv, json_ld = read_in_a_browser(
        pages, (live.url("/topics"), {"Accept": "text/csv"}), (live.url("/topics"), {"Accept": "application/ld+json"})
    )
    assert csv["text"] == live.get("/topics.csv").text
    assert json_ld["text"] == live.get("/topics.jsonld").text


def test_page_of_another_origin_reads_what_was_wrong(live: Live, pages: Path) -> None:
    (answer,) = read_in_a_browser(pages, (live.url("/claims.csv?actor=Nobody"), {}))
    assert answer["status"] == 422
    assert json.loads(answer["text"])["type"] == "/problems/invalid-query"
