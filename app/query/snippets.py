"""Snippets: where in a record the words of ``q`` stand, with the words marked; the same on every database."""

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from app.db.words import Span, Term, parse_terms, written_words
from app.query.resource import Resource

_CHARACTERS_AROUND = 80


class Snippet(BaseModel):
    """A piece of a record in which words of the question stand."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(max_length=100, description="The id of the record.")
    member: str = Field(max_length=100, description="The member of the record that it is from, or is made of.")
    html: str = Field(max_length=10_000, description="The piece as HTML, escaped, with the words in `<mark>`.")


def snippets_of(resource: Resource, bodies: Sequence[bytes], q: str) -> list[Snippet]:
    """A snippet of each record."""
    terms = [term for term in parse_terms(q) if not term.is_excluded]
    return [_snippet(resource, json.loads(body), terms) for body in bodies]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text of a record with the places of the words in it; ``terms`` is how many different terms stand there."""

    member: str
    text: str
    marks: Sequence[Span]
    terms: int
    has_context: bool


def _snippet(resource: Resource, record: dict[str, object], terms: Sequence[Term]) -> Snippet:
    """From the text with most of the terms: the first of those that say more than just these words, if any does."""
    words = resource.words(record)
    shown = [_shown(member, text, terms) for member, text in (*words.own, *words.around)]
    best = max(shown, key=lambda each: (each.terms, each.has_context))
    return Snippet(id=str(record["id"]), member=best.member, html=_marked(best.text, best.marks))


def _shown(member: str, text: str, terms: Sequence[Term]) -> _Shown:
    words = list(written_words(text))
    places = [{span for passage in _passages(words, term) for _, span in passage} for term in terms]
    marks = set[Span]().union(*places)
    return _Shown(member, text, sorted(marks), sum(map(bool, places)), has_context=any(span not in marks for _, span in words))


def _passages(words: Sequence[tuple[str, Span]], term: Term) -> Iterator[Sequence[tuple[str, Span]]]:
    """Where the words of the term follow each other."""
    *firsts, last = term.words
    for at in range(len(words) - len(firsts)):
        passage = words[at : at + len(term.words)]
        end = passage[-1][0]
        if [word for word, _ in passage[:-1]] == firsts and (end.startswith(last) if term.is_prefix else end == last):
            yield passage


def _marked(text: str, marks: Sequence[Span]) -> str:
    begin, end = _piece(text, marks[0] if marks else (0, 0))
    pieces, at = ["…" if begin else ""], begin
    for first, last in marks:
        if first >= end:
            break
        pieces += [html.escape(text[at:first]), f"<mark>{html.escape(text[first : min(last, end)])}</mark>"]
        at = min(last, end)
    return "".join([*pieces, html.escape(text[at:end]), "…" if end < len(text) else ""])


def _piece(text: str, mark: Span) -> Span:
    """What is shown of a long text: some words before the first mark, and more after it."""
    begin = max(0, mark[0] - _CHARACTERS_AROUND)
    if begin:
        begin = text.find(" ", begin, mark[0]) + 1 or begin
    end = begin + 4 * _CHARACTERS_AROUND
    if end >= len(text):
        return begin, len(text)
    space = text.rfind(" ", mark[1], end)
    return begin, end if space < 0 else space
