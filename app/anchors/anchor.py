"""The anchor: what is written down of a place, enough to find it again and too little to copy the source."""

import re
from dataclasses import dataclass
from hashlib import sha256

from app.anchors.folding import fold
from app.anchors.places import Place
from app.anchors.span import Span
from app.anchors.text import SourceText

MAX_QUOTED_WORDS = 12
MAX_CONTEXT_WORDS = 5

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The passage ``[start, end)`` that a fact rests on, after the W3C Web Annotation model.

    ``start`` and ``end`` are a TextPositionSelector over the whole passage. ``exact`` is how the passage begins, and with
    ``prefix`` and ``suffix`` a TextQuoteSelector: both are empty, unless ``exact`` stands more than once in the text.
    ``sha256`` is of the whole passage in UTF-8, so that a change after the quoted words shows as well.
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
    words = place.words
    prefix, suffix = _telling_context(text, place)
    passage = Span(words.start, end).of(text.content)
    return Anchor(
        paragraph=place.paragraph,
        start=words.start,
        end=end,
        exact=words.of(text.content),
        prefix=prefix,
        suffix=suffix,
        sha256=sha256(passage.encode()).hexdigest(),
    )


def surroundings(text: SourceText, place: Place, count: int) -> tuple[str, str]:
    """The ``count`` words on either side of ``place``, hugging it; fewer where its paragraph begins or ends."""
    paragraph = text.paragraphs[place.paragraph - 1]
    before = Span(paragraph.start, place.words.start).of(text.content)
    after = Span(place.words.end, paragraph.end).of(text.content)
    return _last_words(before, count), _first_words(after, count)


def _telling_context(text: SourceText, place: Place) -> tuple[str, str]:
    """Prefix and suffix: as few words as tell ``place`` from all others in the text that read like it, headline included.

    That is none where there is no other, so that the anchors of a text, put together, do not give back the text. It is none
    as well where not even ``MAX_CONTEXT_WORDS`` on either side would tell it apart.
    """
    words = place.words.of(text.content)
    for count in range(MAX_CONTEXT_WORDS + 1):
        prefix, suffix = surroundings(text, place, count)
        if not _is_repeated(text, prefix + words + suffix):
            return prefix, suffix
    return "", ""


def _is_repeated(text: SourceText, words: str) -> bool:
    return sum(1 for _ in text.folded.find(fold(words))) > 1


def _last_words(before: str, count: int) -> str:
    words = list(_WORD.finditer(before))
    kept = words[max(len(words) - count, 0) :]
    return before[kept[0].start() :] if kept else ""


def _first_words(after: str, count: int) -> str:
    kept = list(_WORD.finditer(after))[:count]
    return after[: kept[-1].end()] if kept else ""
