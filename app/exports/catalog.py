"""The bulk exports that there are. A new one is one file and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.exports.contents import Contents
from app.exports.database import write_database
from app.exports.package import write_package
from app.exports.texts import NAME


@dataclass(frozen=True, slots=True)
class BulkExport:
    """The whole data set in one file."""

    suffix: str
    media_type: str
    title: str
    description: str
    write: Callable[[Path, Contents], None]

    @property
    def name(self) -> str:
        """The name of the file, as it is downloaded."""
        return f"{NAME}.{self.suffix}"

    @property
    def path(self) -> str:
        """Its address, relative to the root of the API."""
        return f"/exports/{self.name}"


PACKAGE = BulkExport(
    "zip",
    "application/zip",
    "Frictionless Data Package",
    "One CSV for each kind of record, with Table Schemas, licence, sources, checksums and a README.",
    write_package,
)
DATABASE = BulkExport(
    "sqlite",
    "application/vnd.sqlite3",
    "SQLite database",
    "The same as tables with foreign keys and full-text search; opens in Datasette.",
    write_database,
)
EXPORTS: tuple[BulkExport, ...] = (PACKAGE, DATABASE)
"""Every bulk export."""
