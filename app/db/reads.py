"""Which database an answer is read from: the primary, or a replica of it that has come just as far.

The watch tells the mark of the primary's revision. A replica is read where its snapshot has that very mark, so its answers are never older
than those of the primary. Where nobody knows the mark, the primary is asked itself, and the replica only where the primary is silent.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic
from typing import cast

from sqlalchemy import Engine, QueuePool
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.db.errors import DatabaseFailedError, TookTooLongError
from app.db.memory import Memory
from app.db.snapshot import NotAtOnceError, Snapshot, Source, open_snapshot
from app.db.version import check_migrated
from app.db.watch import Watch

_PAUSE_SECONDS = 1.0
"""How long a database that failed is left alone, so that not every request waits for it in vain."""
_primary_only: ContextVar[bool] = ContextVar("primary_only", default=False)


class ReplicaLostError(Exception):
    """The replica failed in the middle of an answer: ask again, with :func:`asking_primary`."""


@contextmanager
def asking_primary() -> Iterator[None]:
    """Within it, and in the threads that are started from it, snapshots are those of the primary."""
    token = _primary_only.set(True)
    try:
        yield
    finally:
        _primary_only.reset(token)


class Reads:
    """Opens the snapshots that answers are read from.

    ``at_once`` is an engine of the event loop's own, which must never wait for a connection that a thread holds; there is none where
    reading means waiting for another process.
    """

    def __init__(self, primary: Engine, watch: Watch, *, replica: Engine | None = None, at_once: Engine | None = None) -> None:
        """Read ``primary``, whose revision ``watch`` tells, or ``replica`` where there is one."""
        self._memory = Memory()
        self._primary = _Database(primary, self._memory)
        self._replica = None if replica is None else _Database(replica, self._memory)
        self._at_once = at_once
        self._watch = watch

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """The state of the data for one answer. Raises :class:`~app.db.errors.DatabaseFailedError` where no database answers."""
        if self._replica is None or _primary_only.get():
            return self._primary.snapshot(Source.PRIMARY)
        return self._first_that_answers(self._replica)

    def snapshot_at_once(self) -> AbstractContextManager[Snapshot]:
        """The same, which refuses what takes a while. Raises :class:`NotAtOnceError` where every reading does."""
        if self._at_once is None:
            raise NotAtOnceError
        return open_snapshot(self._at_once, self._memory, is_hurried=True)

    def mark(self) -> str | None:
        """The mark of the current revision; None where it is not known now."""
        return self._watch.mark()

    def check_migrated(self) -> None:
        """Raise :class:`~app.db.errors.DatabaseError` where the tables are older or newer than the code."""
        try:
            check_migrated(self._primary.engine)
        except OperationalError:
            if self._replica is None:
                raise
            check_migrated(self._replica.engine)

    def connections(self) -> dict[str, int]:
        """How many connections of each database are in use."""
        databases = {Source.PRIMARY: self._primary, Source.REPLICA: self._replica}
        return {name.value: cast("QueuePool", each.engine.pool).checkedout() for name, each in databases.items() if each is not None}

    def close(self) -> None:
        """Let go of all connections."""
        replica = None if self._replica is None else self._replica.engine
        for engine in (self._primary.engine, replica, self._at_once):
            if engine is not None:
                engine.dispose()

    @contextmanager
    def _first_that_answers(self, replica: "_Database") -> Iterator[Snapshot]:
        source = Source.PRIMARY
        try:
            with ExitStack() as stack:
                opened = self._open(replica, stack)
                source = opened.source
                yield opened
        except TookTooLongError:  # it would take the primary as long
            raise
        except DatabaseFailedError as error:
            if source is Source.PRIMARY:
                raise
            raise ReplicaLostError from error

    def _open(self, replica: "_Database", stack: ExitStack) -> Snapshot:
        if (mark := self._watch.mark()) is not None:
            opened = replica.open(stack, Source.REPLICA, mark)
        else:
            opened = self._primary.open(stack, Source.PRIMARY) or replica.open(stack, Source.REPLICA_ALONE)
        return opened or stack.enter_context(self._primary.snapshot(Source.PRIMARY))


class _Database:
    """One of the two, and when it is worth trying again."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self.engine = engine
        self._memory = memory
        self._failed_at: float | None = None
        self._lock = Lock()

    def snapshot(self, source: Source) -> AbstractContextManager[Snapshot]:
        """The state of its data."""
        return open_snapshot(self.engine, self._memory, source=source)

    def open(self, stack: ExitStack, source: Source, mark: str | None = None) -> Snapshot | None:
        """The same, until the stack is left; None where the database fails or does not see ``mark``."""
        if not self._is_worth_trying():
            return None
        with ExitStack() as own:
            try:
                opened = own.enter_context(self.snapshot(source))
            except (DatabaseFailedError, PoolTimeoutError):
                self._failed_at = monotonic()
                return None
            self._failed_at = None
            if mark is not None and (opened.revision is None or opened.revision.mark != mark):
                return None
            stack.push(own.pop_all())
            return opened

    def _is_worth_trying(self) -> bool:
        with self._lock:
            now = monotonic()
            if self._failed_at is not None:
                if now - self._failed_at < _PAUSE_SECONDS:
                    return False
                self._failed_at = now  # this one tries, and the others wait for what it finds
            return True
