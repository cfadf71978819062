"""Entries: what is to be written, each with what there is of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic_core import from_json
from sqlalchemy import select
from sqlmodel import Session, col

from app.db.parts import in_parts
from app.ingest.errors import FileFault
from app.ingest.payload.base import Payload
from app.ingest.relations import Bearing
from app.model import Gone, Record
from app.publishing.dependents import Changed
from app.query.rows import Tables

Content = TypeVar("Content", bound=Payload)

NOWHERE = FileFault(Path(), "", "", "")
"""The place of what came alone, and not as a row of a file."""


@dataclass(frozen=True, slots=True)
class Published:
    """A record as it is stored now."""

    item_id: int
    public_id: str
    version: int
    etag: str
    body: str
    gone: Gone | None
    moved_to: str | None

    @property
    def record(self) -> dict[str, Any]:
        """What it says."""
        read: dict[str, Any] = from_json(self.body)
        return read


@dataclass(frozen=True, slots=True)
class Entry(Generic[Content]):
    """A record that is to be written: its public id, what it is to say, what there is of it, and where it was given."""

    public_id: str
    content: Content
    before: Published | None
    place: FileFault = NOWHERE

    def fault(self, where: str, detail: str) -> FileFault:
        """Something that is wrong in a field of it."""
        return replace(self.place, field=where, detail=detail)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: internal ids by noun that changed, those that only count it, rows at hand, names to index, and open relations."""

    changed: Changed
    named: Changed = field(default_factory=dict)
    left: Changed = field(default_factory=dict)
    rows: Tables = field(default_factory=dict)
    unrelated: Sequence[Bearing] = ()


def published(session: Session, noun: str, public_ids: Sequence[str]) -> Mapping[str, Published]:
    """The records of these ids that there are, those that are gone included."""
    columns = [col(getattr(Record, name)) for name in Published.__dataclass_fields__]
    chosen = select(*columns).where(col(Record.noun) == noun)
    return {found.public_id: found for found in _read(session, chosen, public_ids)}


def _read(session: Session, chosen: Any, public_ids: Sequence[str]) -> Iterator[Published]:  # noqa: ANN401 (a select)
    for part in in_parts(public_ids):
        yield from (Published(*row) for row in session.execute(chosen.where(col(Record.public_id).in_(part))))
