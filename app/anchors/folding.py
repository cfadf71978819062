"""Typography evened out, so that words are recognised after an editor or a CMS has restyled them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from unicodedata import category, normalize

from app.anchors.span import Span

_QUOTATION_MARKS = re.compile("[\"'`\u00ab\u00b4\u00bb\u02bc\u2018-\u201f\u2032\u2033\u2039\u203a\u300c-\u300f\uff02\uff07]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


@dataclass(frozen=True)
class FoldedText:
    """A text after folding, and for each of its characters the stretch of the original that it came from."""

    text: str
    origins: tuple[Span, ...]

    def find(self, words: Self) -> Iterator[Span]:
        """Every stretch of the original that reads like ``words``; none begins or ends inside an accented character."""
        sought = words.text
        start = self.text.find(sought) if sought else -1
        while start >= 0:
            end = start + len(sought)
            if self._is_edge(start) and self._is_edge(end):
                yield Span(self.origins[start].start, self.origins[end - 1].end)
            start = self.text.find(sought, start + 1)

    def _is_edge(self, index: int) -> bool:
        return index in {0, len(self.text)} or self.origins[index - 1] != self.origins[index]


def fold(text: str, start: int = 0) -> FoldedText:
    """``text`` in one spacing, case, dash, quotation mark and Unicode form; ``start`` is where its first character counts."""
    folded: list[str] = []
    origins: list[Span] = []
    for character in _characters(text):
        plain = _plain(character.of(text))
        folded.append(plain)
        origins.extend([Span(start + character.start, start + character.end)] * len(plain))
    return FoldedText("".join(folded), tuple(origins))


def differences(one: str, other: str) -> tuple[str, ...]:
    """In which respects two texts that fold alike are written differently, such as ``("dashes", "case")``."""
    return tuple(respect for respect in _FOLDS if _fold_but(respect, one) != _fold_but(respect, other)) or ("characters",)


def _characters(text: str) -> Iterator[Span]:
    """What a reader takes for one character: a run of whitespace, or a code point with the marks that combine with it."""
    start = 0
    for here in range(1, len(text) + 1):
        if here == len(text) or not _continues(text[here - 1], text[here]):
            yield Span(start, here)
            start = here


def _continues(before: str, code_point: str) -> bool:
    return category(code_point).startswith("M") or (before.isspace() and code_point.isspace())


@lru_cache(maxsize=4096)
def _plain(character: str, but: str | None = None) -> str:
    for respect, fold_respect in _FOLDS.items():
        if respect != but:
            character = fold_respect(character)
    return character


def _fold_but(respect: str, text: str) -> str:
    return "".join(_plain(character.of(text), but=respect) for character in _characters(text))


def _one_space(character: str) -> str:
    return " " if character.isspace() else character


def _straight_quotes(character: str) -> str:
    return _QUOTATION_MARKS.sub("'", character)


def _hyphens(character: str) -> str:
    return _DASHES.sub("-", character)


def _visible(character: str) -> str:
    return "".join(code_point for code_point in character if category(code_point) != "Cf")


def _decomposed(character: str) -> str:
    """Compatibility decomposition (NFKD): unlike NFKC it never joins one character to the next, so offsets survive it."""
    return character if character.isspace() else normalize("NFKD", character)


_FOLDS: dict[str, Callable[[str], str]] = {
    "spacing": _one_space,
    "quotation marks": _straight_quotes,
    "dashes": _hyphens,
    "invisible characters": _visible,
    "Unicode form": _decomposed,
    "case": str.casefold,
}
