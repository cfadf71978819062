"""Snippets: where in a record the words of ``q`` stand, with the words marked; the same on every database."""

import html
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict, Field

from app.db.words import Term, parse_terms, words_of
from app.query.resource import Resource

_WORD = r"\w(?:[\w.'’`\u00b4{accents}]*[\w{accents}])?(?:(?<=\.\w)\.)?"
"""A word as it is written, with what folding leaves out within it; a full stop ends it only where it has others, as in U.N."""
_CHARACTERS_AROUND = 80

Span = tuple[int, int]


class Snippet(BaseModel):
    """A piece of a record in which words of the question stand."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(max_length=100, description="The id of the record.")
    html: str = Field(max_length=10_000, description="The piece as HTML, escaped, with the words in `<mark>`.")


def snippets_of(resource: Resource, bodies: Sequence[str], q: str) -> list[Snippet]:
    """A snippet of each record."""
    terms = [term for term in parse_terms(q) if not term.is_excluded]
    return [_snippet(resource, json.loads(body), terms) for body in bodies]


def _snippet(resource: Resource, record: dict[str, object], terms: Sequence[Term]) -> Snippet:
    own, others = resource.words(record)
    texts = [own, *(text for text in others if text)]
    text = next((text for text in texts if _marks(text, terms)), own)
    return Snippet(id=str(record["id"]), html=_marked(text, _marks(text, terms)))


def _marks(text: str, terms: Sequence[Term]) -> list[Span]:
    """Where the terms stand: each of their words, in order."""
    words = list(_words(text))
    return sorted({span for term in terms for passage in _passages(words, term) for _, span in passage})


def _words(text: str) -> Iterator[tuple[str, Span]]:
    """The words as search compares them, each with where it stands; one that is written together can be several."""
    accents = "".join(sorted(character for character in set(text) if unicodedata.combining(character)))
    for match in re.finditer(_WORD.format(accents=accents), text):
        yield from ((word, match.span()) for word in words_of(match[0]))


def _passages(words: Sequence[tuple[str, Span]], term: Term) -> Iterator[Sequence[tuple[str, Span]]]:
    """Where the words of the term follow each other."""
    *firsts, last = term.words
    for at in range(len(words) - len(firsts)):
        passage = words[at : at + len(term.words)]
        end = passage[-1][0]
        if [word for word, _ in passage[:-1]] == firsts and (end.startswith(last) if term.is_prefix else end == last):
            yield passage


def _marked(text: str, marks: Sequence[Span]) -> str:
    begin = max(0, marks[0][0] - _CHARACTERS_AROUND) if marks else 0
    end = min(len(text), begin + 4 * _CHARACTERS_AROUND)
    pieces, at = ["…" if begin else ""], begin
    for first, last in marks:
        if last > end:
            break
        pieces += [html.escape(text[at:first]), f"<mark>{html.escape(text[first:last])}</mark>"]
        at = last
    return "".join([*pieces, html.escape(text[at:end]), "…" if end < len(text) else ""])
