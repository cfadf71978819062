"""Saving: entries become rows, rows records, and all of it one revision; the same way for one record and for many."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.editorial.entry import Entry, Written
from app.editorial.errors import ContentError
from app.editorial.writable import Writable
from app.ingest.errors import DataError
from app.ingest.ledger import Ledger
from app.ingest.names import write_name_index
from app.ingest.relations import Bearing, relate
from app.publishing.dependents import Changed
from app.publishing.errors import RecordTooLargeError
from app.publishing.maker import Maker
from app.publishing.publish import Edition, make_by_noun
from app.query.errors import Fault


class Saving:
    """A revision in the making, in the caller's transaction, from what editors write."""

    def __init__(self, session: Session, moment: datetime, edition: Edition) -> None:
        self.edition = edition
        self._session = session
        self._moment = moment
        self._named: defaultdict[str, set[int]] = defaultdict(set)
        self._unrelated: list[Bearing] = []
        self.is_finished = False

    def add(self, writable: Writable, entries: Sequence[Entry[Any]], note: str | None) -> None:
        """Write entries of one noun. Raises :class:`DataError` with everything that is wrong with any of them."""
        noun = writable.resource.noun
        written = writable.write(self._session, entries, self._moment, note)
        for entry in entries:
            if entry.before is not None and note is not None:
                self.edition.notes[noun, entry.before.item_id] = note
        self.keep_edited(writable, [entry.public_id for entry in entries])
        self.take(written)

    def keep_edited(self, writable: Writable, public_ids: Sequence[str]) -> None:
        """Let no data file change these back."""
        Ledger(self._session).keep_edited(writable.resource.noun, public_ids)

    def take(self, written: Written) -> None:
        """Publish rows that were written."""
        self._unrelated += written.unrelated
        for noun, ids in written.named.items():
            self._named[noun] |= ids
        self.edition.recount(written.left)
        self.edition.renew(written.changed, written.rows)

    def finish(self) -> None:
        """Publish what waits for the end. Raises :class:`DataError` where relations lead nowhere."""
        if faults := [bearing.fault for bearing in relate(self._session, self._unrelated)]:
            raise DataError(faults)
        related: Changed = {"claims": {bearing.claim_id for bearing in self._unrelated}}
        self.edition.renew(related)
        write_name_index(self._session, self._named)
        self._unrelated.clear()
        self._named.clear()
        self.edition.close()
        self.is_finished = True


@contextmanager
def saving(session: Session, moment: datetime) -> Iterator[Saving]:
    """What is saved within it is one revision, unless something is raised; the caller commits or rolls back."""
    try:
        with Maker(make_by_noun) as maker:
            under_way = Saving(session, moment, Edition(session, moment, maker))
            yield under_way
            if not under_way.is_finished:
                under_way.finish()
    except RecordTooLargeError as error:
        raise ContentError(Fault("", "too_large", f"{error}.", pointer="")) from error
