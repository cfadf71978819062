"""SQLite files that are not the service's own database: a copy of one that is in use, and one that is only read."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.exc import DatabaseError

_PAGES = 1_000
"""How many pages are copied in one step."""


def open_file(path: Path) -> Engine:
    """An engine that reads a SQLite file, and leaves it as it is."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False), poolclass=NullPool)


def copy_file(engine: Engine, path: Path, advance: Callable[[int, int], object], step: int = _PAGES) -> None:
    """Copy a SQLite database as it is now, while others read it and write to it; ``advance`` is told how many pages are done of how many.

    The transaction keeps what is copied as it was when it began, so that no change makes the copy begin anew.
    """
    with engine.connect() as connection, closing(sqlite3.connect(path, isolation_level=None)) as copy:
        connection.execute(text("SELECT count(*) FROM sqlite_master"))
        source = cast("Any", connection.connection.driver_connection)
        source.backup(copy, pages=step, progress=lambda _status, left, pages: advance(pages - left, pages))
        _as_one_file(copy)


def close_file(engine: Engine) -> None:
    """Let go of a SQLite database of one's own, and leave all of it in its one file."""
    with engine.connect() as connection:
        driver = cast("Any", connection.connection.driver_connection)
        connection.rollback()
        _as_one_file(driver)
    engine.dispose()


def _as_one_file(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = DELETE")


def what_is_wrong(engine: Engine) -> str | None:
    """What SQLite finds to be damaged in a file; None where it finds nothing."""
    try:
        with engine.connect() as connection:
            found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    except DatabaseError as error:
        return str(error.orig)
    return None if found == "ok" else str(found)
