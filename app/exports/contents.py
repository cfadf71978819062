"""The contents of an export: one state of the data set, read in batches, so that exports of any size take little memory."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import BindParameter, bindparam, func, select
from sqlmodel import col

from app.db.revision import Revision
from app.db.snapshot import Snapshot
from app.db.statement import AnySelect
from app.formats.format import Format, Listing
from app.model import Record
from app.query.page import stored
from app.query.resource import Resource
from app.shape.row import Rendering
from app.web.answer import ready

_noun: BindParameter[Any] = bindparam("noun")
_COUNT = select(func.count()).select_from(Record).where(col(Record.noun) == _noun)
_RECORDS: Mapping[Rendering, AnySelect] = {
    reads: select(stored(reads)).where(col(Record.noun) == _noun).order_by(col(Record.item_id)) for reads in get_args(Rendering)
}
_FIRST = _RECORDS["body"].limit(bindparam("limit"))


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
        return self._records(noun, "body")

    def listing(self, resource: Resource, format_: Format) -> Listing:
        """All records of a noun, for the format to write."""
        return Listing(resource.noun, self._records(resource.noun, format_.reads), resource.columns, self.base)

    def first(self, noun: str, limit: int) -> list[dict[str, Any]]:
        """The first records, read; they do not count as progress."""
        return [json.loads(body) for (body,) in self.snapshot.rows(_FIRST, {"noun": noun, "limit": limit})]

    def _records(self, noun: str, reads: Rendering) -> Iterator[bytes]:
        for batch in self.snapshot.stream(_RECORDS[reads], {"noun": noun}):
            yield from (record for (record,) in batch)
            self.advance(len(batch))


def contents_of(snapshot: Snapshot, base: str, advance: Callable[[int], None] = _nobody) -> Contents:
    """The contents of a snapshot. Raises :class:`NotReadyError` where there are no data."""
    return Contents(snapshot, ready(snapshot.revision), base, advance)
