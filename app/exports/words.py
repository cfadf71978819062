"""The words by which the SQLite snapshot finds a record: those of the API's own search, for a reader whose words nobody folds."""

import re
from collections.abc import Iterator
from typing import Any

from app.db.words import words_of
from app.publishing.indexing import Aliases, searched_texts
from app.query.resource import Resource

GAP = "¦"
"""Stands as a word between texts, so that no phrase reaches from one to the next."""
_WORD = re.compile(r"\w+")


def words_column(resource: Resource, record: dict[str, Any], aliases: Aliases) -> str:
    """What search looks in: each text in folded words and, where it is cut into others as it is written, that way too.

    Whoever opens the snapshot asks SQLite, which does not fold as the API does: U.N. is two words to it, and Straße keeps its ß.
    So a text has to be there both ways: folded words ("un", "strasse") find all, others find what is written as they are.
    """
    own, around = searched_texts(resource, record, aliases)
    return f" {GAP} ".join(way for text in (*own, *around) for way in _ways(text.replace(GAP, " ")))


def _ways(text: str) -> Iterator[str]:
    folded = words_of(text)
    yield " ".join(folded)
    if _WORD.findall(text.lower()) != folded:
        yield text
