"""What search finds a record by: the texts in it, and the other names of who is in it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from app.db.search import Indexed
from app.db.words import words_of
from app.model import Alias, Stakeholder
from app.query.resource import Resource

Aliases = Mapping[str, Sequence[str]]
"""The other names of each stakeholder, by its id."""
ALIASES = select(col(Stakeholder.slug), col(Alias.name)).join(Alias).order_by(col(Alias.stakeholder_id), col(Alias.position))
_REMEMBERED = 10_000
"""Texts: the same names, verbs and titles stand in most records."""


def aliases_in(rows: Iterable[Sequence[str]]) -> Aliases:
    """The other names of all stakeholders, from the rows of ``ALIASES``."""
    aliases: dict[str, list[str]] = {}
    for slug, name in rows:
        aliases.setdefault(slug, []).append(name)
    return aliases


def searched_texts(resource: Resource, record: dict[str, Any], aliases: Aliases) -> tuple[list[str], list[str]]:
    """The texts of a public record that are its own, and those around it."""
    words = resource.words(record)
    names = [name for public_id in dict.fromkeys(words.people) for name in aliases.get(public_id, ())]
    return [text for _, text in words.own], [*(text for _, text in words.around), *names]


def searched_words(resource: Resource, record: dict[str, Any], aliases: Aliases) -> Indexed:
    """The same texts, as they are indexed."""
    own, around = searched_texts(resource, record, aliases)
    return [_folded(text) for text in own], [_folded(text) for text in around]


@lru_cache(_REMEMBERED)
def _folded(text: str) -> str:
    return " ".join(words_of(text))
