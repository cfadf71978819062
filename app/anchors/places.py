"""Where words stand in a text, and in which paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.anchors.folding import fold
from app.anchors.span import Span
from app.anchors.text import SourceText


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a paragraph (counted from 1)."""

    paragraph: int
    words: Span


def places_like(text: SourceText, words: str) -> Iterator[Place]:
    """Every place that reads like ``words``, typography aside, in order; a place never crosses a paragraph's edge."""
    sought = fold(words)
    for paragraph, folded in enumerate(text.folded_paragraphs, start=1):
        for span in folded.find(sought):
            yield Place(paragraph, span)
