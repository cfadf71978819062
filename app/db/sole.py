"""The sole one: work that one process at a time does for a database, whichever it is. Its claim ends with it, however it ends."""

import sqlite3
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Engine

from app.db.errors import DatabaseFailedError

if TYPE_CHECKING:
    import psycopg

_PATIENCE_SECONDS = 5
"""How long the network may leave the server's word out before the claim counts as lost."""


class Sole(Protocol):
    """A claim to be the sole one that does some work for a database."""

    def is_ours(self) -> bool:
        """Whether the claim holds now; it is made where nobody has it. Raises :class:`DatabaseFailedError` where none can be made."""

    def close(self) -> None:
        """Leave the work to others."""


def open_sole(engine: Engine, work: str) -> Sole:
    """A claim to the work of that name: a lock that the system takes back from whoever dies."""
    if engine.dialect.name == "sqlite":
        return SqliteSole(f"{engine.url.database}-{work}")
    return PostgresqlSole(engine.url.set(drivername="postgresql").render_as_string(hide_password=False), work)


class SqliteSole:
    """The claim is SQLite's lock on an empty file beside the database."""

    def __init__(self, path: str) -> None:
        """Claim by the file at ``path``; it is made when the claim is."""
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def is_ours(self) -> bool:
        """Whether the claim holds now."""
        if self._connection is None:
            self._connection = self._claim()
        return self._connection is not None

    def _claim(self) -> sqlite3.Connection | None:
        with ExitStack() as stack:
            try:
                connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
                stack.callback(connection.close)
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise DatabaseFailedError(self._path, str(error)) from error
                return None
            stack.pop_all()
            return connection

    def close(self) -> None:
        """Let go of the lock."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


class PostgresqlSole:
    """The claim is an advisory lock of a connection of its own; a server that loses the connection gives the lock to others."""

    def __init__(self, conninfo: str, work: str) -> None:
        """Claim at the database at ``conninfo``."""
        self._conninfo = conninfo
        self._lock = f"facts-{work}"
        self._connection: psycopg.Connection | None = None

    def is_ours(self) -> bool:
        """Whether the claim holds now, which the server is asked each time."""
        import psycopg  # noqa: PLC0415 (SQLite needs no room for it)

        try:
            if self._connection is None:
                self._connection = psycopg.connect(
                    self._conninfo, autocommit=True, connect_timeout=_PATIENCE_SECONDS, tcp_user_timeout=_PATIENCE_SECONDS * 1000
                )
                if not self._claims(self._connection):
                    self.close()
            else:
                self._connection.execute("SELECT 1")
        except psycopg.Error:
            self.close()
        return self._connection is not None

    def close(self) -> None:
        """Let go of the lock, and of the connection."""
        if self._connection is not None:
            with suppress(Exception):  # whatever is wrong with it: it is not needed any more
                self._connection.close()
        self._connection = None

    def _claims(self, connection: "psycopg.Connection") -> bool:
        row = connection.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [self._lock]).fetchone()
        return bool(row and row[0])
