"""Words: how text is folded to be compared, and the query language of ``q`` over them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ELIDED = re.compile(r"[.'’`\u00b4\uff07\uff0e]")
_SEPARATOR = re.compile(r"[\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»\uff02", '"'))
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_MOST_CHARACTERS = 255
"""Of a word that is searched: PostgreSQL refuses words of more than 2,046 bytes, and a text without spaces is one word."""


def fold(name: str) -> str:
    """The form in which names and words are compared: no case, no accents, no dots or apostrophes, other punctuation a space."""
    compatible = unicodedata.normalize("NFKD", _ELIDED.sub("", name))
    decomposed = unicodedata.normalize("NFKD", compatible.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _SEPARATOR.sub(" ", bare).strip()


def words_of(text: str) -> list[str]:
    """The words of a text as search compares them, in order."""
    return [word[:_MOST_CHARACTERS] for word in fold(text).split()]


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
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        written = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if words := tuple(words_of(written)):
            yield Term(words, is_prefix=written.rstrip().endswith("*"), is_excluded=bool(piece["minus"]))
