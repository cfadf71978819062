"""The file that a command is to write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import rmtree

import click
from sqlalchemy import make_url


def refuse_target(path: Path, database_url: str, *, force: bool) -> None:
    """End the command where the file cannot be written, or must not be."""
    url = make_url(database_url)
    if not path.parent.is_dir():
        raise click.ClickException(f"there is no folder {path.parent}")
    if url.get_backend_name() == "sqlite" and path.resolve() == Path(url.database or "").resolve():
        raise click.ClickException(f"{path} is the database itself: choose another name")
    if path.exists() and not force:
        raise click.ClickException(f"{path} is there already; --force replaces it")


@contextmanager
def own_folder(path: Path) -> Iterator[Path]:
    """A folder beside the file to be written, to write in until it is whole. It is removed at the end, and so is what others left.

    Who writes the same file at the same time is refused.
    """
    folder = path.parent / f".{path.name}.part"
    folder.mkdir(mode=0o700, exist_ok=True)
    with closing(sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")  # it ends with its process, however that ends
        except sqlite3.OperationalError as error:
            raise click.ClickException(f"{path} is being written by another process") from error
        for left in folder.iterdir():
            if left.name != "lock" and not left.name.startswith("lock-"):
                left.unlink()
        try:
            yield folder
        finally:
            rmtree(folder)
