"""Snippets: where in a record the words of ``q`` stand, with the words marked; the same on every database."""

import html
import json
import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from app.db.words import Term, fold, parse_terms
from app.query.resource import Resource

_WORD = re.compile(r"\w[\w.'’]*")
_CHARACTERS_AROUND = 80


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


def _marks(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where words of the terms stand."""
    return [match.span() for match in _WORD.finditer(text) if _is_meant(fold(match[0]), terms)]


def _is_meant(word: str, terms: Sequence[Term]) -> bool:
    return any(word in term.words or (term.is_prefix and word.startswith(term.words[-1])) for term in terms)


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    begin = max(0, marks[0][0] - _CHARACTERS_AROUND) if marks else 0
    end = min(len(text), begin + 4 * _CHARACTERS_AROUND)
    pieces, at = ["…" if begin else ""], begin
    for first, last in marks:
        if last > end:
            break
        pieces += [html.escape(text[at:first]), f"<mark>{html.escape(text[first:last])}</mark>"]
        at = last
    return "".join([*pieces, html.escape(text[at:end]), "…" if end < len(text) else ""])
