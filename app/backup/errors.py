"""What can be wrong with a backup, or with the database that it is to go into."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError


class BackupError(Exception):
    """A file that is no backup or is damaged, a database that is not empty, or two that differ though they must not."""


@contextmanager
def plainly(what: str, engine: Engine) -> Iterator[None]:
    """Say in one line that ``what`` failed, and why, where a database or its driver does not go on."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error, sqlite3.Error) as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())
        raise BackupError(f"{what} failed: {reason}") from error
