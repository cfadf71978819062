"""A snapshot: one state of the data set, read in one transaction and in batches, so that exports of any size take little memory."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from app.db.revision import Revision
from app.formats.format import Listing
from app.model import Record
from app.query.resource import Resource
from app.web.answer import revision_of

_BATCH = 1000
"""How many records are in memory at once."""


def _nobody(_count: int) -> None:
    """Nobody follows the progress."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the data set, as long as the session's transaction lasts.

    ``base`` is the public address for absolute links, empty where there is none; ``advance`` is told how many more
    records were read.
    """

    session: Session
    revision: Revision
    base: str
    advance: Callable[[int], None] = _nobody

    def count(self, noun: str) -> int:
        """How many records there are."""
        counted = select(func.count()).select_from(Record).where(col(Record.noun) == noun)
        return int(self.session.execute(counted).scalar_one())

    def bodies(self, noun: str) -> Iterator[str]:
        """Every record's JSON, in reading order."""
        stored = _bodies(noun).execution_options(yield_per=_BATCH)
        for batch in self.session.execute(stored).scalars().partitions():
            yield from batch
            self.advance(len(batch))

    def listing(self, resource: Resource) -> Listing:
        """All records of a noun, for a format to write."""
        return Listing(resource.noun, self.bodies(resource.noun), resource.columns, self.base)

    def first(self, noun: str, limit: int) -> list[dict[str, Any]]:
        """The first records, read; they do not count as progress."""
        return [json.loads(body) for body in self.session.execute(_bodies(noun).limit(limit)).scalars()]


def take_snapshot(session: Session, base: str, advance: Callable[[int], None] = _nobody) -> Snapshot:
    """The state that the session's transaction sees. Raises :class:`NotReadyError` where there are no data."""
    return Snapshot(session, revision_of(session), base, advance)


def _bodies(noun: str) -> Select[str]:
    return select(col(Record.body)).where(col(Record.noun) == noun).order_by(col(Record.item_id))
