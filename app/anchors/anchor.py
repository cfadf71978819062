"""The anchor: what is written down of a place, enough to find it again and too little to copy the source."""

import re
from dataclasses import dataclass
from hashlib import sha256

from app.anchors.places import Place
from app.anchors.span import Span
from app.anchors.text import SourceText

MAX_QUOTED_WORDS = 12
CONTEXT_WORDS = 3

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The passage ``[start, end)`` that a fact rests on, after the W3C Web Annotation model.

    ``start`` and ``end`` are a TextPositionSelector over the whole passage. ``exact`` is how the passage begins, and with
    ``prefix`` and ``suffix``, which hug ``exact`` and stay in its paragraph, a TextQuoteSelector. ``sha256`` is of the
    whole passage in UTF-8, so that a change after the quoted words shows as well.
    """

    paragraph: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sha256: str

    @property
    def place(self) -> str:
        """The place in words, for messages."""
        return f"paragraph {self.paragraph}, characters {self.start} to {self.end}"


def anchor_at(text: SourceText, place: Place, end: int) -> Anchor:
    """The anchor of the passage that begins with the words at ``place`` and goes on to ``end``."""
    paragraph, words = text.paragraphs[place.paragraph - 1], place.words
    passage = Span(words.start, end).of(text.content)
    return Anchor(
        paragraph=place.paragraph,
        start=words.start,
        end=end,
        exact=words.of(text.content),
        prefix=_last_words(Span(paragraph.start, words.start).of(text.content)),
        suffix=_first_words(Span(words.end, paragraph.end).of(text.content)),
        sha256=sha256(passage.encode()).hexdigest(),
    )


def _last_words(before: str) -> str:
    kept = list(_WORD.finditer(before))[-CONTEXT_WORDS:]
    return before[kept[0].start() :] if kept else ""


def _first_words(after: str) -> str:
    kept = list(_WORD.finditer(after))[:CONTEXT_WORDS]
    return after[: kept[-1].end()] if kept else ""
