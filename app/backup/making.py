"""Making a backup: one SQLite file with all that a database holds at one moment, while others read it and write to it."""

from pathlib import Path

from sqlalchemy import Engine

from app.backup.digests import Digests, read_digests
from app.backup.errors import BackupError, plainly
from app.backup.progress import Show
from app.backup.transfer import transfer
from app.db.engine import open_engine, reading, writing
from app.db.files import close_file, copy_file, open_file
from app.db.migrate import migrate_within
from app.db.version import check_migrated


def back_up(engine: Engine, path: Path, show: Show) -> Digests:
    """Write a backup at ``path``, where nothing is yet; return what it holds, as it is read from it. If it fails, the file is of no use.

    A SQLite database is copied page by page; one of PostgreSQL row by row. The file is a database that could be served.
    """
    check_migrated(engine)
    with plainly("the backup", engine):
        return _made(engine, path, show)


def _made(engine: Engine, path: Path, show: Show) -> Digests:
    if engine.dialect.name == "sqlite":
        _copy(engine, path, show)
        return _digests_of(path, show)
    read = _transferred(engine, path, show)
    written = _digests_of(path, show)
    if wrong := ", ".join(written.differences(read)):
        raise BackupError(f"the backup is not what was read: {wrong}")
    return written


def _copy(engine: Engine, path: Path, show: Show) -> None:
    with show("copying", 100) as advance:
        shown = 0

        def follow(done: int, pages: int) -> None:
            nonlocal shown
            percent = 100 * done // pages
            advance(percent - shown)
            shown = percent

        copy_file(engine, path, follow)


def _transferred(engine: Engine, path: Path, show: Show) -> Digests:
    file = open_engine(f"sqlite:///{path}")
    try:
        with reading(engine).connect() as source, writing(file).begin() as target:
            migrate_within(target)
            read = transfer(source, target, show)
    finally:
        close_file(file)
    return read


def _digests_of(path: Path, show: Show) -> Digests:
    with open_file(path).connect() as connection:
        return read_digests(connection, show)
