"""Restoring: an empty database of either kind becomes what a backup holds, all of it or nothing; and comparing the two."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from app.backup.digests import Digests, read_digests
from app.backup.errors import BackupError, plainly
from app.backup.opening import opened
from app.backup.progress import Show
from app.backup.transfer import transfer
from app.db.engine import reading, writing
from app.db.migrate import migrate_within
from app.db.revision import renew_mark
from app.db.tables import has_rows
from app.db.version import VERSION_TABLE, check_migrated
from app.model import metadata


def restore(engine: Engine, path: Path, moment: datetime, show: Show) -> Digests:
    """Put what a backup holds into an empty database, in one transaction; return what is there then.

    The revision keeps its number and gets a mark of its own. Raises :class:`BackupError` where the database is not empty, and where it
    does not hold afterwards what the backup does.
    """
    with (
        opened(path) as backup,
        plainly(f"restoring {path}", engine),
        backup.connect() as source,
        writing(engine).begin() as target,
    ):
        _check_empty(target, engine)
        migrate_within(target)
        read = transfer(source, target, show)
        renew_mark(target, moment)
        written = read_digests(target, show)
        if wrong := ", ".join(written.differences(read)):
            raise BackupError(f"what was written is not what {path} holds, and was taken back: {wrong}")
    return written


def compare(engine: Engine, path: Path, show: Show) -> Digests:
    """The digests of a database that holds what a backup does. Raises :class:`BackupError`, with the tables, where it does not."""
    check_migrated(engine)
    with opened(path) as backup, plainly(f"comparing with {path}", engine), backup.connect() as source, reading(engine).connect() as own:
        there, here = read_digests(source, show), read_digests(own, show)
    if wrong := ", ".join(here.differences(there)):
        raise BackupError(f"the database does not hold what {path} does: {wrong}")
    return here


def _check_empty(connection: Connection, engine: Engine) -> None:
    tables = set(inspect(connection).get_table_names())
    refused = f"{engine.url.render_as_string(hide_password=True)} is not empty"
    new = "a backup is restored into a new database, which FACTS_DATABASE_URL has to name"
    if tables and VERSION_TABLE not in tables:
        raise BackupError(f"{refused}: it has tables of something else, such as {min(tables)}; {new}")
    filled = [table.name for table in metadata.sorted_tables if table.name in tables and has_rows(connection, table)]
    if filled:
        raise BackupError(f"{refused}: there are rows in {', '.join(filled)}; {new}")
