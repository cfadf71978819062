"""The contents of an export: one state of the data set, read in batches, so that exports of any size take little memory."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select
from sqlmodel import col

from app.db.revision import Revision
from app.db.snapshot import Snapshot
from app.db.utf8 import utf8
from app.formats.format import Listing
from app.model import Record
from app.query.resource import Resource
from app.web.answer import ready

_noun: BindParameter[Any] = bindparam("noun")
_COUNT = select(func.count()).select_from(Record).where(col(Record.noun) == _noun)
_BODIES = select(utf8(col(Record.body))).where(col(Record.noun) == _noun).order_by(col(Record.item_id))
_FIRST = _BODIES.limit(bindparam("limit"))


def _nobody(_count: int) -> None:
    """Nobody follows the progress."""


@dataclass(frozen=True, slots=True)
class Contents:
    """One state of the data set, as long as its snapshot lasts.

    ``base`` is the public address for absolute links, empty where there is none; ``advance`` is told how many more
    records were read.
    """

    snapshot: Snapshot
    revision: Revision
    base: str
    advance: Callable[[int], None] = _nobody

    def count(self, noun: str) -> int:
        """How many records there are."""
        ((count,),) = self.snapshot.rows(_COUNT, {"noun": noun})
        return int(count)

    def bodies(self, noun: str) -> Iterator[bytes]:
        """Every record's JSON, in reading order."""
        for batch in self.snapshot.stream(_BODIES, {"noun": noun}):
            yield from (body for (body,) in batch)
            self.advance(len(batch))

    def listing(self, resource: Resource) -> Listing:
        """All records of a noun, for a format to write."""
        return Listing(resource.noun, self.bodies(resource.noun), resource.columns, self.base)

    def first(self, noun: str, limit: int) -> list[dict[str, Any]]:
        """The first records, read; they do not count as progress."""
        return [json.loads(body) for (body,) in self.snapshot.rows(_FIRST, {"noun": noun, "limit": limit})]


def contents_of(snapshot: Snapshot, base: str, advance: Callable[[int], None] = _nobody) -> Contents:
    """The contents of a snapshot. Raises :class:`NotReadyError` where there are no data."""
    return Contents(snapshot, ready(snapshot.revision), base, advance)
