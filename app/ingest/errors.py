"""What can be wrong with data files: every fault names its file, its record and its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong in one field of one record of a file."""

    file: Path
    record: str
    field: str
    detail: str
    line: int | None = None

    def __str__(self) -> str:
        """As a compiler would say it: file:line: record, field: what is wrong."""
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return ": ".join(part for part in (place, ", ".join(filter(None, (self.record, self.field))), self.detail) if part)


class DataError(Exception):
    """Data files that cannot be loaded; nothing of them was."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        """Keep every fault: an editor mends them all at once."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
