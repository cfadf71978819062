"""Engines: one way to open SQLite and PostgreSQL, one way to read from them and one way to write to them.

Every transaction is a snapshot: what an answer reads, its validator included, is one state of the data. There is one writer
at a time, so that revisions follow each other and a load need not fear another.
"""

import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError

from app.db.errors import DatabaseUnreachableError

_BUSY_SECONDS = 30
_RETRY_SECONDS = 0.02
_CONNECT_SECONDS = 5
_REPLICA_SECONDS = 2
"""How long a replica may leave a connection or what was sent to it unanswered by its network: there is the primary to ask."""
_POSTGRESQL_OPTIONS = "-c timezone=UTC -c plan_cache_mode=force_custom_plan"
"""Plans are made for the values that are asked for: a party can stand in one claim or in four of ten."""
_POOL_SECONDS = 10
"""How long a request waits for a connection before it is told to come again."""
_ADMITTED = """
SELECT sum(CASE name WHEN 'max_connections' THEN setting::integer ELSE -setting::integer END) FROM pg_settings
WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections')
"""
_WRITES = "facts_writes"
_WRITER_LOCK = 0x666163_7473
"""The advisory lock of writers on PostgreSQL: "facts" in ASCII."""


def open_engine(url: str, pool: int = 5, seconds: int = 0) -> Engine:
    """An engine for ``url`` that holds at most ``pool`` connections; connections are made when first needed.

    PostgreSQL ends a statement that takes longer than ``seconds``; 0 lets it take as long as it needs, and so does SQLite.
    """
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(
            url,
            pool_size=pool,
            max_overflow=0,
            pool_timeout=_POOL_SECONDS,
            connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = _postgresql(url, pool, seconds, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_SECONDS})
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def open_replica(url: str, pool: int = 5, seconds: int = 0) -> Engine:
    """An engine for a PostgreSQL that only reads, and that another stands in for. Its connections are not tried before they are used."""
    patience = {"connect_timeout": _REPLICA_SECONDS, "tcp_user_timeout": _REPLICA_SECONDS * 1000}
    return _postgresql(url, pool, seconds, pool_pre_ping=False, connect_args=patience)


def open_finished(path: Path, pool: int) -> Engine:
    """An engine for a SQLite file that nobody writes any more: it takes no locks, and the file may be removed meanwhile."""
    engine = create_engine(
        f"sqlite:///file:{quote(str(path))}?mode=ro&immutable=1&uri=true",
        pool_size=pool,
        max_overflow=0,
        pool_timeout=_POOL_SECONDS,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _leave_transactions)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read: each sees one state of the data from beginning to end."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: each waits until it is the only one."""
    return engine.execution_options(**{_WRITES: True})


def check_reachable(engine: Engine) -> None:
    """Raise :class:`DatabaseUnreachableError`, in one line, where the database does not answer."""
    try:
        with engine.connect():
            pass
    except DatabaseError as error:
        reason = " ".join(str(error.orig).split())
        raise DatabaseUnreachableError(engine.url.render_as_string(hide_password=True), reason) from error


def admitted_connections(engine: Engine) -> int | None:
    """How many connections a PostgreSQL server admits, without those that it reserves; None where there is no such limit."""
    if engine.dialect.name == "sqlite":
        return None
    with engine.connect() as connection:
        return int(connection.execute(text(_ADMITTED)).scalar_one())


def _postgresql(url: str, pool: int, seconds: int, *, pool_pre_ping: bool, connect_args: dict[str, Any]) -> Engine:
    return create_engine(
        url,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=_POOL_SECONDS,
        pool_pre_ping=pool_pre_ping,
        connect_args={"options": f"{_POSTGRESQL_OPTIONS} -c statement_timeout={seconds * 1000}", **connect_args},
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 (a DB-API connection has no type)
    connection.isolation_level = None  # the driver would begin transactions late and commit them early: we say when
    _write_ahead(connection)
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _leave_transactions(connection: Any, _record: object) -> None:  # noqa: ANN401 (a DB-API connection has no type)
    connection.isolation_level = None  # we say when they begin


def _write_ahead(connection: Any) -> None:  # noqa: ANN401 (a DB-API connection has no type)
    """Let readers and the writer pass each other. A database keeps this mode, so only its first connections set it.

    Two that set it at once hold each other up, which SQLite ends by refusing one without any wait: that one asks again.
    """
    until = monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
