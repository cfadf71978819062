"""Citation tools read the citations: pybtex the BibTeX, and citeproc the CSL-JSON, from which it makes a bibliography."""

import re
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, parse_string
from pybtex.richtext import Text

from tests.clients.live import Live
from tests.formats.bibtex_reader import read_bibtex
from tests.web.representations import NOUNS

EVERY = pytest.mark.parametrize("noun", NOUNS)


def bibtex(live: Live, path: str) -> BibliographyData:
    """What pybtex reads; it raises where something is no BibTeX."""
    return parse_string(live.get(path).content.decode(), "bibtex")


def bibliography(items: list[dict[str, Any]]) -> list[str]:
    """The lines that citeproc prints when each item is cited once."""
    made = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON(items), formatter.plain)
    for item in items:
        made.register(Citation([CitationItem(item["id"])]))
    made.sort()
    return [str(line) for line in made.bibliography()]


@EVERY
def test_pybtex_reads_every_record(noun: str, live: Live) -> None:
    assert list(bibtex(live, f"/{noun}.bib").entries) == [record["id"] for record in live.records(f"/{noun}")]


def test_pybtex_reads_what_is_claimed_with_its_attribution(live: Live) -> None:
    entries = bibtex(live, "/claims.bib").entries
    for claim in live.records("/claims"):
        fields = entries[claim["id"]].fields
        note = Text.from_latex(fields["note"]).render_as("text")
        assert note.startswith(claim["statement"])
        assert claim["attribution"] in note
        assert Text.from_latex(fields["title"]).render_as("text") == claim["evidence"][0]["document"]["title"]
        assert (fields["year"], fields["url"]) == (claim["chain"][0]["said_on"][:4], claim["url"])


def test_pybtex_loses_nothing_of_hard_text(hostile: Live) -> None:
    entries = bibtex(hostile, "/claims.bib").entries
    written = read_bibtex(hostile.get("/claims.bib").content.decode())
    assert list(entries) == [entry.key for entry in written]
    for entry in written:
        read = dict(entries[entry.key].fields)
        assert {name: value.split() for name, value in read.items()} == {name: value.split() for name, value in entry.fields.items()}


def test_pybtex_reads_nothing_when_there_is_no_record(live: Live) -> None:
    assert list(bibtex(live, "/claims.bib?q=nobody+says+this").entries) == []


@EVERY
def test_citeproc_makes_a_line_of_every_record(noun: str, live: Live) -> None:
    items = live.get(f"/{noun}.csl").json()
    lines = bibliography(items)
    assert len(lines) == len(items) == len(live.records(f"/{noun}"))
    assert all(any(item["URL"] in line for line in lines) for item in items)


def test_citeproc_dates_a_claim_by_its_document(live: Live) -> None:
    items = live.get("/claims.csl?claimant=China").json()
    assert {re.search(r"\((.*?)\)", line)[1] for line in bibliography(items)} == {"2008"}  # type: ignore[index]  # all have brackets


def test_citeproc_reads_hard_text(hostile: Live) -> None:
    items = hostile.get("/claims.csl").json()
    assert len(bibliography(items)) == len(items)
    assert [item["note"] for item in items] == [claim["citation"]["long"] for claim in hostile.records("/claims")]
