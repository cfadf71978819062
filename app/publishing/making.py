"""Making records: from rows that were read to what is stored and indexed of them. Nothing is read or written here."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json

from app.db.bulk import Values
from app.db.search import Indexed
from app.model.vocabulary import ChangeKind, Status
from app.publishing.errors import RecordTooLargeError, is_of_size, told
from app.publishing.indexing import Aliases, searched_words
from app.query.resource import Resource
from app.shape.base import Stamp
from app.shape.row import row_of


class Stored(NamedTuple):
    """What a record is, as far as a new rendering is compared with it."""

    item_id: int
    version: int
    revision: int
    created_at: datetime
    updated_at: datetime
    body: str
    row: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one noun with all that their records show, and the records that are stored of them, by internal id.

    What reads otherwise than before belongs to the revision of that number and moment. What reads the same is indexed anew
    where it ``may_be_found_otherwise``.
    """

    rows: Sequence[Any]
    stored: Mapping[int, Stored]
    aliases: Aliases
    number: int
    moment: datetime
    may_be_found_otherwise: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be written of a batch: new records, columns of renewed ones, the words of all that are to be indexed.

    ``kinds`` say what happened to the renewed ones; ``rows`` are those of records that read as before, and whose row does not.
    """

    new: list[Values] = field(default_factory=list)
    renewed: list[Values] = field(default_factory=list)
    kinds: dict[int, ChangeKind] = field(default_factory=dict)
    rows: list[Values] = field(default_factory=list)
    words: dict[int, Indexed] = field(default_factory=dict)


def make(resource: Resource, batch: Batch) -> Made:
    """The records of a batch, as far as they read or may be found otherwise than before.

    A row is made of the body, so it can differ alone only where other code made it; then all may be found otherwise, too.
    """
    made = Made()
    for item in batch.rows:
        before = batch.stored.get(item.id)
        if before is None:
            public = _add(made.new, resource, _new(resource, item, batch))
        elif (renewed := _renewed(resource, item, before, batch)) is not None:
            public = _add(made.renewed, resource, renewed)
            made.kinds[item.id] = kind_of(_read(before.body), public)
        elif batch.may_be_found_otherwise:
            public = _read(before.body)
            if (row := row_of(resource.columns, public)) != before.row:
                made.rows.append({"noun": resource.noun, "item_id": before.item_id, "row": row})
        else:
            continue
        made.words[item.id] = searched_words(resource, public, batch.aliases)
    return made


def _add(records: list[Values], resource: Resource, values: Values) -> dict[str, Any]:
    """Add a record that has a new body, and with it its row; return what it says."""
    public = _read(values["body"])
    records.append({**values, "row": row_of(resource.columns, public)})
    return public


def _read(body: str) -> dict[str, Any]:
    public: dict[str, Any] = from_json(body, cache_strings="keys")
    return public


def _new(resource: Resource, row: Any, batch: Batch) -> Values:  # noqa: ANN401 (a row of any noun)
    body = render(resource, row, Stamp(version=1, created_at=batch.moment, updated_at=batch.moment))
    return {
        "noun": resource.noun,
        "item_id": row.id,
        "public_id": resource.public_id_of(row),
        "version": 1,
        "revision": batch.number,
        "created_at": batch.moment,
        "updated_at": batch.moment,
        "etag": digest(body),
        "body": body,
    }


def _renewed(resource: Resource, row: object, record: Stored, batch: Batch) -> Values | None:
    """What the stored record becomes; None where it reads as before."""
    body = render(resource, row, Stamp(record.version, record.created_at, record.updated_at))
    if body == record.body:
        return None
    version = record.version + (record.revision != batch.number)
    if (version, batch.moment) != (record.version, record.updated_at):
        body = render(resource, row, Stamp(version, record.created_at, batch.moment))
    return {
        "noun": resource.noun,
        "item_id": record.item_id,
        "version": version,
        "revision": batch.number,
        "updated_at": batch.moment,
        "etag": digest(body),
        "body": body,
    }


def kind_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> ChangeKind:
    """What happened to a record, by what it said and says."""
    if after.get("status") == Status.RETRACTED != before.get("status"):
        return ChangeKind.RETRACTED
    if len(after.get("corrections", ())) > len(before.get("corrections", ())):
        return ChangeKind.CORRECTED
    return ChangeKind.UPDATED


def render(resource: Resource, row: Any, stamp: Stamp) -> str:  # noqa: ANN401 (a row of any noun)
    """The public JSON of a row. Raises :class:`RecordTooLargeError` where its shape has no room for it."""
    try:
        return resource.render(row, stamp).model_dump_json()
    except ValidationError as error:
        if not is_of_size(error):
            raise
        raise RecordTooLargeError(resource.noun, resource.public_id_of(row), told(error)) from None


def digest(body: str) -> str:
    """What a record's ETag is made of: sixteen bytes of BLAKE2b over its JSON, in hexadecimal."""
    return hashlib.blake2b(body.encode(), digest_size=16).hexdigest()
