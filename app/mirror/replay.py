"""Replaying changes: whole revisions, one transaction after the other, so that nothing half-done is ever seen."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import Engine
from sqlmodel import Session

from app.db.bulk import room_to_write
from app.db.engine import writing
from app.db.revision import begin_copy, keep_rendering
from app.mirror.errors import OpenReferencesError
from app.mirror.indexing import CODE
from app.mirror.settling import Settling
from app.mirror.taking import Taking
from app.mirror.told import Told

_BATCH = 2_000
"""Changes after which a transaction ends, as soon as a revision does."""


def replay(engine: Engine, source: str, pages: Iterable[Sequence[Told]], batch_of: int = _BATCH) -> None:
    """Write changes down, those of one revision together; ``pages`` end where a revision does.

    A transaction ends after a revision in which all is there that is named. That is every revision, but in databases whose history
    begins later than their data: their first changes stand in no order, and are one transaction.
    """
    with Session(writing(engine)) as session, room_to_write(session):
        batch = _Batch(session, source)
        for run in (list(run) for page in pages for _, run in groupby(page, key=lambda told: told.revision)):
            if batch.count >= batch_of and run[0].revision != batch.last.revision and batch.is_whole():
                batch.end()
                batch = _Batch(session, source)
            batch.take(run)
        batch.settle()
        batch.end()


class _Batch:
    """The changes of one transaction."""

    def __init__(self, session: Session, source: str) -> None:
        self._session = session
        self._source = source
        self._taking = Taking(session)
        self.count = 0
        self.last: Told

    def take(self, told: Sequence[Told]) -> None:
        """Write down some changes."""
        self._taking.take(told)
        self.count += len(told)
        self.last = told[-1]

    def settle(self) -> None:
        """Make rows of what was taken. Raises :class:`OpenReferencesError` where that is not whole."""
        with self._session.begin_nested():
            Settling(self._session, self._taking.touched).settle()

    def is_whole(self) -> bool:
        """Whether rows could be made of what was taken."""
        try:
            self.settle()
        except OpenReferencesError:
            return False
        return True

    def end(self) -> None:
        """Let readers see it."""
        begin_copy(self._session, self._source, self.last.revision, self.last.changed_at)
        keep_rendering(self._session, CODE)
        self._session.commit()
