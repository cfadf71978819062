"""Evidence: the place of every fact, and a link to its words where the document has an address."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from tests.asking import ask
from tests.serving import another_report, load_files, serving, with_reports

MAX_WORDS = 12


def evidence_of(client: TestClient, **asked: str) -> list[dict[str, str]]:
    claims = ask(client, "/claims", limit=500, **asked)["items"]
    owners = [part for claim in claims for part in (claim, *claim["chain"], *claim["figures"])]
    return [item for owner in owners for item in owner["evidence"]]


def test_every_claim_and_figure_rests_on_evidence(client: TestClient) -> None:
    assert all(item["evidence"] for noun in ("claims", "figures") for item in ask(client, f"/{noun}", limit=500)["items"])


def test_at_most_twelve_words_are_quoted(client: TestClient) -> None:
    assert all(0 < len(item["exact"].split()) <= MAX_WORDS for item in evidence_of(client))


def test_link_is_null_when_the_document_has_no_address(client: TestClient) -> None:
    assert {item["deep_link"] for item in evidence_of(client)} == {None}


@pytest.mark.parametrize(("url", "opening"), [("https://news.example/a", "#:~:text="), ("https://news.example/a#top", ":~:text=")])
def test_link_opens_the_document_at_the_words(url: str, opening: str, own_engine: Engine, seed_files: DataFiles) -> None:
    files = with_reports(seed_files, another_report(seed_files.reports[0], "with-an-address", url=url))
    load_files(own_engine, files, datetime(2026, 2, 1, tzinfo=UTC))
    with serving(own_engine) as client:
        found = evidence_of(client, document="with-an-address")
    assert found
    for item in found:
        assert item["deep_link"].startswith(f"{url}{opening}")
        words = item["deep_link"].removeprefix(f"{url}{opening}")
        expected = [f"{item['prefix'].strip()}-", item["exact"], f"-{item['suffix'].strip()}"]
        assert [unquote(part) for part in words.split(",")] == [part for part in expected if part != "-"]
        assert " " not in words
