"""Whatever the documentation points to is there: links, headings, files, and addresses of the API."""

import re
from pathlib import Path

import httpx
import pytest

from app.settings import CHECKOUT
from tests.docs.markdown import PAGES, anchors, links, prose, spans
from tests.on_sqlite import ON_SQLITE

PLACE = re.compile(r"(?:app|docs|migrations|openapi|scripts|tests|\.ci)/[\w./-]*")
ADDRESS = re.compile(r"/[a-z0-9.-]*(?:/[\w.-]+)*(?:\?\S+)?")
NOT_ADDRESSES = {"/data", "/stakeholders/China"}
"""A volume, and an id that is shown as wrong."""

DECISIONS = sorted((CHECKOUT / "docs" / "adr").glob("[0-9]*.md"))
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))


@EVERY_PAGE
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith("https://"):
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page}: {link}"
        assert not fragment or fragment in anchors(target), f"{page}: {link}"


@EVERY_PAGE
def test_files_and_folders_that_are_named_exist(page: Path) -> None:
    named = [span for span in spans(prose(page)) if PLACE.fullmatch(span) and "NAME" not in span]
    assert [place for place in named if not (CHECKOUT / place).exists()] == []


@ON_SQLITE
@EVERY_PAGE
def test_addresses_that_are_named_answer(page: Path, service: httpx.Client) -> None:
    named = {span for span in spans(prose(page)) if ADDRESS.fullmatch(span)} - NOT_ADDRESSES
    assert [path for path in sorted(named) if not service.get(path).is_success] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_every_decision_record_is_listed_and_has_its_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.name[:4]} ")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Context",
        "## Decision",
        "## Consequences",
        "## A change violates this when",
    ]
    assert page.name in links(page.with_name("README.md"))
