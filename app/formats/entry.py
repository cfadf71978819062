"""The parts of a record that feeds show of it."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from app.formats.citation import citation_of
from app.formats.format import Listing
from app.shape.citation import SERVICE

_NAMESPACE = UUID("6f0d1f0a-4b0e-4c54-9a35-0f2a3f3c8d11")
"""A namespace of our own (RFC 9562, section 6.5): the same record has the same id in every feed of every copy of the data."""
_TAGS = ("kind", "topics")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in a feed: ``text`` says who claims it and where it is written, as a citation does."""

    id: str
    url: str
    title: str
    text: str
    published: str
    updated: str
    tags: tuple[str, ...]
    license: str
    attribution: str | None


def entry_of(body: bytes, base: str) -> Entry:
    """The entry of a stored record; its address is absolute where ``base`` is."""
    record: dict[str, Any] = json.loads(body)
    given = (record.get(member) or [] for member in _TAGS)
    return Entry(
        id=identifier(record["url"]),
        url=f"{base}{record['url']}",
        title=_title(record),
        text=citation_of(body, base).note,
        published=record["created_at"],
        updated=record["updated_at"],
        tags=tuple(tag for value in given for tag in ([value] if isinstance(value, str) else value)),
        license=record["license"],
        attribution=record.get("attribution"),
    )


def identifier(path: str) -> str:
    """A permanent id for what stands at a path, whatever the public address is."""
    return uuid5(_NAMESPACE, path).urn


def feed_title(listing: Listing) -> str:
    """What the feed holds: the service, and the question in words."""
    question = json.loads(listing.envelope.query)["description"] if listing.envelope else listing.noun
    return f"{SERVICE}: {question}"


def _title(record: dict[str, Any]) -> str:
    if measure := record.get("measure"):
        return f"{record['as_printed']} ({measure})"
    return str(next(record[name] for name in ("statement", "title", "name", "description", "id") if record.get(name)))
