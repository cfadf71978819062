"""Snapshots: one state of the data, and the shortest way to read it."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Dialect, Engine, PoolProxiedConnection
from sqlmodel import Session

from app.db.errors import DatabaseFailedError, TookTooLongError
from app.db.memory import Memory
from app.db.revision import REVISION, Revision
from app.db.statement import AnySelect, Rows, Statement, Values

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")

_MOST_STATEMENTS = 2_000
_BATCH = 1_000
"""How many rows of a stream are in memory at once."""
_NOTHING: Values = {}
_QUERY_CANCELED = "57014"
"""PostgreSQL's code for a statement that was ended, by its timeout as a rule."""


class NotAtOnceError(Exception):
    """What is asked for takes a while, and the snapshot was opened where nothing may: ask where it stops nobody else."""


class Source(StrEnum):
    """Where an answer was read."""

    PRIMARY = "primary"
    REPLICA = "replica"
    REPLICA_ALONE = "replica_alone"
    """The primary does not answer, so nobody knows whether the replica has its last change."""


class Snapshot:
    """One state of the data, from the first read to the last."""

    def __init__(self, dialect: Dialect, connection: PoolProxiedConnection, memory: Memory, source: Source, *, is_hurried: bool) -> None:
        """Read through ``connection``, whose transaction has begun."""
        self.dialect = dialect
        self.source = source
        self._memory = memory
        self._driver = cast("Any", connection.driver_connection)
        self._is_hurried = is_hurried
        self.revision = self._revision()

    def rows(self, select: AnySelect, values: Values = _NOTHING) -> Rows:
        """What a select finds, given its values. It is compiled once: make it once, and give it what differs as ``values``."""
        statement = _compiled(select, self.dialect)
        return statement.rows(self._driver.execute(statement.sql, statement.parameters(values)))

    def stream(self, select: AnySelect, values: Values = _NOTHING) -> Iterator[Rows]:
        """The same rows in batches, so that all of them are never in memory."""
        statement = _compiled(select, self.dialect)
        name = {} if self.dialect.name == "sqlite" else {"name": "stream"}  # only a cursor with a name leaves rows at a PostgreSQL server
        with closing(self._driver.cursor(**name)) as cursor:
            cursor.execute(statement.sql, statement.parameters(values))
            while rows := statement.rows(cursor, _BATCH):
                yield rows

    def kept(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What ``make`` gives in this state of the data; made anew only where nobody did before."""
        return make() if self.revision is None else self._memory.kept((self.revision.mark, *key), make)

    def take_time(self) -> None:
        """Say that what comes next takes a while. Raises :class:`NotAtOnceError` where nothing may."""
        if self._is_hurried:
            raise NotAtOnceError

    def _revision(self) -> Revision | None:
        found = self.rows(REVISION)
        return Revision(*found[0]) if found else None


@contextmanager
def open_snapshot(engine: Engine, memory: Memory, *, source: Source = Source.PRIMARY, is_hurried: bool = False) -> Iterator[Snapshot]:
    """The state of the data now, of which ``memory`` may know something; ``is_hurried`` refuses what takes a while.

    Raises :class:`DatabaseFailedError` where the database does not answer, and :class:`TookTooLongError` where it ends a statement.
    """
    connection: PoolProxiedConnection | None = None
    try:
        connection = engine.raw_connection()
        _begin(engine, connection)
        try:
            yield Snapshot(engine.dialect, connection, memory, source, is_hurried=is_hurried)
        finally:
            _end(engine, connection)
    except engine.dialect.loaded_dbapi.OperationalError as error:
        if connection is not None:
            connection.invalidate(error)
        failure = TookTooLongError if getattr(error, "sqlstate", None) == _QUERY_CANCELED else DatabaseFailedError
        raise failure(engine.url.render_as_string(hide_password=True), str(error)) from error
    finally:
        if connection is not None:
            connection.close()


def snapshot_within(session: Session) -> Snapshot:
    """The state of the data as the transaction of a session sees it, what it has written included."""
    dialect, connection = session.get_bind().dialect, session.connection().connection
    return Snapshot(dialect, connection, Memory(), Source.PRIMARY, is_hurried=False)


def _begin(engine: Engine, connection: PoolProxiedConnection) -> None:
    if engine.dialect.name == "sqlite":
        cast("Any", connection.driver_connection).execute("BEGIN")
        return
    driver = cast("psycopg.Connection", connection.driver_connection)
    from psycopg import IsolationLevel  # noqa: PLC0415 (SQLite needs no room for it)

    driver.isolation_level, driver.read_only = IsolationLevel.REPEATABLE_READ, True


def _end(engine: Engine, connection: PoolProxiedConnection) -> None:
    """Leave the connection as it was: the pool hands it to writers too.

    A transaction that only read ends with COMMIT, because psycopg forgets after a ROLLBACK what it had the server prepare.
    """
    connection.commit()
    if engine.dialect.name == "postgresql":
        driver = cast("psycopg.Connection", connection.driver_connection)
        driver.isolation_level = driver.read_only = None


@lru_cache(_MOST_STATEMENTS)
def _compiled(select: AnySelect, dialect: Dialect) -> Statement:
    return Statement(select, dialect)
