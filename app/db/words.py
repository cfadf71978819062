"""Words: how text is folded to be compared, and the query language of ``q`` over them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]
"""Where something stands in a text."""
_ACCENT_MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # of many scripts: Latin, Greek, Cyrillic
    "\u0483-\u0489"  # Cyrillic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"  # Arabic ones
    "\u0730-\u074a"  # Syriac ones
)
"""Marks without which a word is still the same. All others are left: they are vowels in Indic scripts, consonants in kana."""
_SIGNS = frozenset({"Mn", "Mc"})
"""The categories of marks: what is left of them is part of a word."""
_UNSEEN = "\u00ad\u034f\u200d\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Soft hyphens, joiners, variation selectors: how a word looks."""
_APOSTROPHES = "'’`\u00b4\uff07"
_GROUPING = r"(?<=\d)(?<!\d{4})[,\u066c\uff0c\u00a0\u2009\u202f](?=\d{3}(?!\d))"
"""A sign that makes groups of three digits. A full stop is none: it stands between groups in some languages, before decimals in others."""
_NOT_WRITTEN = re.compile(rf"[{_APOSTROPHES}{_UNSEEN}]|{_GROUPING}")
_ACCENTS = re.compile(f"[{_ACCENT_MARKS}]+")
_ABBREVIATING = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
"""The full stops within U.N.; those within 3.5 part two words."""
_OPERATORS = str.maketrans(
    dict.fromkeys("“”„‟«»\uff02", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | {"\uff0a": "*"}
)
"""The operators as keyboards and word processors also write them, in ASCII."""
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_MOST_CHARACTERS = 255
"""Of a word that is searched: PostgreSQL refuses words of more than 2,046 bytes, and a text without spaces is one word."""


class _Separators(dict[int, str]):
    """For ``str.translate``: what is no letter, digit or sign becomes a space. Each character is looked up once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_of_word = character.isalnum() or unicodedata.category(character) in _SIGNS
        self[code] = character if is_of_word else " "
        return self[code]


_SEPARATORS = _Separators()


def fold(name: str) -> str:
    """The form in which names and words are compared: no case, no accents, no apostrophes, other punctuation a space.

    A full stop is left out between letters (U.N.), and so is what groups the digits of a number (500,000).
    """
    if name.isascii():
        return " ".join(_ABBREVIATING.sub("", _NOT_WRITTEN.sub("", name).lower()).translate(_SEPARATORS).split())
    compatible = unicodedata.normalize("NFKD", _NOT_WRITTEN.sub("", name))
    decomposed = unicodedata.normalize("NFKD", compatible.casefold())
    bare = _ABBREVIATING.sub("", _ACCENTS.sub("", decomposed))
    return " ".join(bare.translate(_SEPARATORS).split())


def words_of(text: str) -> list[str]:
    """The words of a text as search compares them, in order."""
    return [word[:_MOST_CHARACTERS] for word in fold(text).split()]


def written_words(text: str) -> Iterator[tuple[str, Span]]:
    """The same words, each with where it stands; several stand in one place where they are written together, as in snake_case."""
    marks = "".join(sorted(each for each in set(text) if unicodedata.category(each) in _SIGNS))
    for match in re.finditer(_as_written(_UNSEEN + marks), text):
        yield from ((word, match.span()) for word in words_of(match[0]))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other, folded; ``is_prefix`` leaves the last one open."""

    words: tuple[str, ...]
    is_prefix: bool = False
    is_excluded: bool = False


def parse_terms(text: str) -> list[Term]:
    """The terms of a question. Case, accents and punctuation do not count: "U.N." is un, and state-owned a phrase of two words."""
    return list(_terms(text))


def _terms(text: str) -> Iterator[Term]:
    for piece in _PIECE.finditer(_NOT_WRITTEN.sub("", text.translate(_OPERATORS))):
        written = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if words := tuple(words_of(written)):
            yield Term(words, is_prefix=written.rstrip().endswith("*"), is_excluded=bool(piece["minus"]))


def _as_written(marks: str) -> str:
    """A word with what folding leaves out within it; a full stop ends it only where it has others, as in U.N."""
    within = rf"[{_APOSTROPHES}]*[\w{marks}]"
    abbreviating = rf"(?:(?<=[^\W\d_])|(?<=[{marks}]))[{_APOSTROPHES}]*[.\uff0e](?=[{_APOSTROPHES}{marks}]*[^\W\d_])"
    return rf"[\w{marks}](?:{within}|{abbreviating}|{_GROUPING})*(?:(?<=[.\uff0e][^\W\d_])[.\uff0e])?"
