"""The watch: which revision of the data is the current one, told at once and for next to nothing.

Whatever is kept outside of the database may be used as long as the watch tells the mark under which it was made.
"""

import sqlite3
from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from typing import Protocol
from urllib.parse import quote

from sqlalchemy import Engine

CHANNEL = "facts_revision"
"""The channel on which PostgreSQL tells of a new revision."""

_MARK = "SELECT mark FROM data_set"
_POLL_SECONDS = 0.4
_TRUSTED_SECONDS = 0.9
"""How old the last word of the database may be: a change is seen within a second, whatever becomes of its notice."""
_RETRY_SECONDS = 1.0


class Watch(Protocol):
    """Tells the mark of the current revision."""

    def mark(self) -> str | None:
        """The mark of the current revision; None where it is not known now, or where there is none."""

    def close(self) -> None:
        """Let go of the database."""


def open_watch(engine: Engine) -> Watch:
    """The watch for a database: SQLite is asked each time, PostgreSQL tells by itself."""
    if engine.dialect.name == "sqlite":
        return SqliteWatch(engine.url.database or "")
    return PostgresqlWatch(engine.url.set(drivername="postgresql").render_as_string(hide_password=False))


class SqliteWatch:
    """Asks the file whether it has changed, through a connection of its own: a change of any process is seen by the next call."""

    def __init__(self, path: str) -> None:
        """Watch the file at ``path``; it is opened when it is first asked for."""
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._mark: str | None = None

    def mark(self) -> str | None:
        """The mark of the current revision."""
        try:
            if self._connection is None:
                address = f"file:{quote(self._path)}?mode=rw"  # which makes no file where there is none
                self._connection = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                row = self._connection.execute(_MARK).fetchone()
                self._version, self._mark = version, row[0] if row else None
        except sqlite3.Error:  # busy for a moment, not migrated, or gone: nothing is known, and the next call tries again
            self.close()
        return self._mark

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._version, self._mark = None, -1, None


class PostgresqlWatch:
    """Listens in a thread of its own, and asks besides, in case a notice is lost or the server is replaced."""

    def __init__(self, conninfo: str) -> None:
        """Watch the database at ``conninfo``; listening begins when the mark is first asked for."""
        self._conninfo = conninfo
        self._thread: Thread | None = None
        self._is_closing = Event()
        self._heard: tuple[str | None, float] = (None, float("-inf"))

    def mark(self) -> str | None:
        """The mark of the current revision, as it was at most a second ago."""
        if self._thread is None:
            self._thread = Thread(target=self._listen, name="watch", daemon=True)
            self._thread.start()
        mark, heard_at = self._heard
        return mark if monotonic() - heard_at < _TRUSTED_SECONDS else None

    def close(self) -> None:
        """Stop listening."""
        self._is_closing.set()
        if self._thread is not None:
            self._thread.join(timeout=_POLL_SECONDS * 5)

    def _listen(self) -> None:
        import psycopg  # noqa: PLC0415 (SQLite needs no room for it)

        while not self._is_closing.is_set():
            with suppress(psycopg.Error), psycopg.connect(self._conninfo, autocommit=True, connect_timeout=5) as connection:
                connection.execute(f"LISTEN {CHANNEL}")
                while not self._is_closing.is_set():
                    asked_at = monotonic()
                    row = connection.execute(_MARK).fetchone()
                    self._heard = (row[0] if row else None, asked_at)
                    for _ in connection.notifies(timeout=_POLL_SECONDS, stop_after=1):
                        pass
            self._is_closing.wait(_RETRY_SECONDS)
