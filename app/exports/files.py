"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

_BLOCK_BYTES = 1_048_576


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
