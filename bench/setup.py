"""What all measurements share: the databases, a folder of their own, and how often and how long they ask."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.databases import Database, opened


@dataclass(frozen=True)
class Setup:
    """Where and how to measure. ``fill`` makes another database of the same kind with so many claims."""

    folder: Path
    database: Database
    fill: Callable[[int], Database]
    rounds: int
    seconds: int
    twin: Path | None = None
    """A SQLite file with the same data, for peers that read nothing else."""

    @cached_property
    def file(self) -> Path:
        """The SQLite file that peers read: the database itself where it is one, else its twin, which is made where none was given."""
        if self.database.path is not None:
            return self.database.path
        twin = self.twin or self.folder / "twin.sqlite"
        opened(f"sqlite:///{twin}", self.database.claims, may_write=False)
        return twin
