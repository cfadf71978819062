"""Which database a reading session asks: the primary, or a replica of it that has come just as far.

The watch tells the mark of the primary's revision. A replica is read where its snapshot has that very mark, so its answers are never older
than those of the primary. Where nobody knows the mark, the primary is asked itself, and the replica only where the primary is silent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from threading import Lock
from time import monotonic
from types import TracebackType

from psycopg.errors import QueryCanceled
from sqlalchemy import Engine, ExceptionContext, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import Session

from app.db.engine import reading
from app.db.revision import hold_revision
from app.db.watch import Watch

_PAUSE_SECONDS = 1.0
"""How long a database that failed is left alone, so that not every request waits for it in vain."""
_SOURCE = "source"
_primary_only: ContextVar[bool] = ContextVar("primary_only", default=False)


class Source(StrEnum):
    """Where an answer was read."""

    PRIMARY = "primary"
    REPLICA = "replica"
    REPLICA_ALONE = "replica_alone"
    """The primary does not answer, so nobody knows whether the replica has its last change."""


class ReplicaLostError(Exception):
    """The replica failed in the middle of an answer: ask again, with :func:`asking_primary`."""


@contextmanager
def asking_primary() -> Iterator[None]:
    """Within it, and in the threads that are started from it, sessions ask the primary."""
    token = _primary_only.set(True)
    try:
        yield
    finally:
        _primary_only.reset(token)


def source_of(session: Session) -> Source:
    """Which database a session of :class:`Reads` asks."""
    source: Source = session.info.get(_SOURCE, Source.PRIMARY)
    return source


class ReadingSession(Session):
    """A session whose transaction ends with COMMIT, which of a transaction that only reads is the same as ROLLBACK.

    After a ROLLBACK psycopg forgets what it had the server prepare, and PostgreSQL would parse every statement of every answer anew.
    """

    def __init__(self, engine: Engine) -> None:
        """Read from ``engine``. What was read stays readable when the session has ended."""
        super().__init__(reading(engine), expire_on_commit=False)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the transaction, and give its connection back."""
        if kind is None:
            self.commit()
        super().__exit__(kind, error, trace)


class Reads:
    """Opens the sessions that answers are read with."""

    def __init__(self, primary: Engine, replica: Engine | None, watch: Watch) -> None:
        """Read ``primary``, whose revision ``watch`` tells, or ``replica`` where there is one."""
        self._primary = _Database(primary)
        self._replica = None if replica is None else _Database(replica)
        self._watch = watch
        if replica is not None:
            event.listen(replica, "handle_error", _tell_lost)

    def session(self) -> Session:
        """A session for one answer. Where no database answers, its first statement says so."""
        if self._replica is None or _primary_only.get():
            return self._primary.session()
        if (mark := self._watch.mark()) is not None:
            return self._replica.open(Source.REPLICA, mark) or self._primary.session()
        opened = self._primary.open(Source.PRIMARY) or self._replica.open(Source.REPLICA_ALONE)
        return opened or self._primary.session()

    def close(self) -> None:
        """Let go of all connections."""
        for database in (self._primary, self._replica):
            if database is not None:
                database.engine.dispose()


class _Database:
    """One of the two, and when it is worth trying again."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._failed_at: float | None = None
        self._lock = Lock()

    def session(self) -> Session:
        """A session that connects when it is first used."""
        return ReadingSession(self.engine)

    def open(self, source: Source, mark: str | None = None) -> Session | None:
        """A session that has begun, so that the state it sees is known; None where the database fails or does not see ``mark``."""
        if not self._is_worth_trying():
            return None
        session = self.session()
        session.info[_SOURCE] = source
        try:
            revision = hold_revision(session)
        except (DBAPIError, PoolTimeoutError, ReplicaLostError):
            self._failed_at = monotonic()
            session.close()
            return None
        self._failed_at = None
        if mark is not None and (revision is None or revision.mark != mark):
            session.close()
            return None
        return session

    def _is_worth_trying(self) -> bool:
        with self._lock:
            now = monotonic()
            if self._failed_at is not None:
                if now - self._failed_at < _PAUSE_SECONDS:
                    return False
                self._failed_at = now  # this session tries, and the others wait for what it finds
            return True


def _tell_lost(context: ExceptionContext) -> None:
    """Tell a replica that went away, or that cancelled a query in the way of what it had to replay, from a question that is wrong.

    One that takes longer than the server allows would take the primary as long.
    """
    if isinstance(context.sqlalchemy_exception, OperationalError) and not isinstance(context.original_exception, QueryCanceled):
        raise ReplicaLostError from context.original_exception
