"""Files that are there whole or not at all."""

import os
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from threading import Lock

_BLOCK_BYTES = 1_048_576
_PATIENCE_SECONDS = 3600
"""How long to wait for another process that builds."""


class Folder:
    """Where files are kept that can be made again: a folder that was given, or a temporary one that goes with the process."""

    def __init__(self, given: Path | None) -> None:
        """Keep files in that folder; without one, a temporary folder is made when it is first asked for."""
        self._path = given
        self._lock = Lock()
        self._remove: Callable[[], object] | None = None

    def path(self) -> Path:
        """The folder, which is there."""
        with self._lock:
            if self._remove is not None and self._path is not None:
                self._path.mkdir(mode=0o700, exist_ok=True)  # what cleans temporary folders may have taken it
            if self._path is None:
                self._path = Path(tempfile.mkdtemp(prefix="facts-exports-"))
                self._remove = weakref.finalize(self, shutil.rmtree, self._path, ignore_errors=True)
            return self._path

    def close(self) -> None:
        """Remove the temporary folder, if there is one: a process that is stopped by a signal has no other time for it."""
        with self._lock:
            if self._remove is not None:
                self._remove()
                self._path = self._remove = None


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until no other thread or process is inside: SQLite's lock on a file works on every system, and ends with its holder."""
    connection = sqlite3.connect(lock, timeout=_PATIENCE_SECONDS, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()


@contextmanager
def part_file(folder: Path, name: str) -> Iterator[Path]:
    """A path of one's own to write at. What is not put in place by the end is removed."""
    part = folder / f".{name}.{token_hex(8)}.part"
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name, on the disk for certain, in one step that replaces what had the name before."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
