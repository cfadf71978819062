"""BibTeX: entries that parse and print what the record says, whatever that is."""

import json

import pytest

from app.formats.bibtex import BIBTEX, write_bibtex
from tests.formats.bibtex_reader import Entry, plain, read_bibtex
from tests.formats.listings import ATTRIBUTION, STATEMENT, claim_body, hop, listing
from tests.formats.test_csl import DOCUMENT

HARD = [
    r"100 % of R&D costs $5 #1 a_b {c} ~d ^e \f",
    "an { that is never closed",
    "a } that was never opened",
    "}{",
    "ends with a backslash \\",
    r"\textbackslash{} and \& as they stand",
    "@misc{evil, title = {x}}",
    'a "quoted", “curly” one',
    "難民 لاجئون Zoë 𞤀𞤣𞤤𞤢𞤥",
]


def entries(*bodies: str, base: str = "") -> list[Entry]:
    return read_bibtex(b"".join(write_bibtex(listing(bodies, base=base))).decode())


def test_there_is_an_entry_for_each_record_under_its_id() -> None:
    found = entries(claim_body("clm_1"), claim_body("clm_2"))
    assert [(entry.kind, entry.key) for entry in found] == [("misc", "clm_1"), ("misc", "clm_2")]


def test_nothing_is_written_when_there_is_no_record() -> None:
    assert b"".join(write_bibtex(listing([]))) == b""


def test_entry_cites_the_document_with_the_attribution() -> None:
    (entry,) = entries(claim_body("clm_1"), base="https://facts.example")
    assert entry.fields == {
        "title": "{Ledger}",
        "year": "2034",
        "month": "5",
        "date": "2034-05-01",
        "url": "https://facts.example/claims/clm_1",
        "note": f"{STATEMENT} {ATTRIBUTION} Paragraph 3. Refugee Policy Facts, https://facts.example/claims/clm\\_1 (CC BY 4.0).",
    }


def test_document_is_cited_with_its_author_and_publisher() -> None:
    (entry,) = entries(json.dumps(DOCUMENT))
    assert (entry.fields["author"], entry.fields["publisher"]) == ("{A. Clerk}", "Harbour Radio")


def test_date_is_left_out_when_the_document_has_none() -> None:
    (entry,) = entries(claim_body(chain=[hop(said_on=None).model_dump()]))
    assert {"year", "month", "date"}.isdisjoint(entry.fields)


@pytest.mark.parametrize("text", HARD)
def test_text_is_printed_as_it_is_when_it_has_characters_of_latex(text: str) -> None:
    first, second = entries(claim_body("clm_1", statement=text, title=text), claim_body("clm_2"))
    assert plain(first.fields["title"]) == text
    assert plain(first.fields["note"]).startswith(f"{text} {ATTRIBUTION}")
    assert second.key == "clm_2"


def test_record_is_one_entry() -> None:
    body = claim_body()
    assert read_bibtex(BIBTEX.write_record(listing([body])).decode()) == entries(body)


def test_reader_of_these_tests_refuses_what_bibtex_would() -> None:
    for wrong in ("@misc{a,\n  title = {x},\n", "@misc{a,\n  title = {\\{},\n}\n", "misc{a}", "@misc{a, title = x}"):
        with pytest.raises(ValueError, match=r"entry|brace"):
            read_bibtex(wrong)
    for wrong in ("100 %", "{a} b", r"\newline", "a_b"):
        with pytest.raises(ValueError, match="LaTeX"):
            plain(wrong)
