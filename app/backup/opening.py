"""Opening a backup: it is only read, and one that an older version made is brought to the tables of this one in a copy."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from app.backup.errors import BackupError
from app.db.engine import open_engine
from app.db.errors import DatabaseVersionError
from app.db.files import open_file, what_is_wrong
from app.db.migrate import migrate
from app.db.version import TABLES, found_version


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """The backup at ``path``, with the tables that the code reads. Raises :class:`BackupError` where it is none, or damaged."""
    engine = open_file(path)
    if (wrong := what_is_wrong(engine)) is not None:
        raise BackupError(f"{path} cannot be read as a backup: {wrong}")
    found = found_version(engine)
    if found is None:
        raise BackupError(f"{path} is no backup: it has other tables. 'facts backup' makes them; what 'facts export' writes is for readers")
    if found == TABLES:
        yield engine
    else:
        with _migrated(path) as copy:
            yield copy


@contextmanager
def _migrated(path: Path) -> Iterator[Engine]:
    with TemporaryDirectory(prefix="facts-restore-") as folder:
        copy = Path(folder) / "older.sqlite"
        shutil.copyfile(path, copy)
        engine = open_engine(f"sqlite:///{copy}")
        try:
            _migrate(engine, path)
            yield engine
        finally:
            engine.dispose()


def _migrate(engine: Engine, path: Path) -> None:
    try:
        migrate(engine)
    except DatabaseVersionError as error:
        raise BackupError(f"{path}: {error}") from error
