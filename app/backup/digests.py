"""Digests of tables: the same for the same rows, in whatever order and in whichever database they are.

A row is what the code reads of it, so that a moment or a decimal is the same on SQLite and on PostgreSQL. A table is the sum of its rows'
digests: nothing has to be sorted.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, Row, Table

from app.backup.progress import Show
from app.db.tables import count_rows, read_table
from app.model import DataSet, metadata

_BYTES = 16
_EACH_ITS_OWN = {(DataSet.__tablename__, "mark")}
"""What a restored database has of its own: old answers must not be taken for its answers."""
_encode = json.JSONEncoder(default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass
class TableDigest:
    """How many rows a table has, and what they come to."""

    table: Table
    rows: int = 0
    total: int = 0

    def __post_init__(self) -> None:
        """Find out which columns count."""
        self._places = [place for place, column in enumerate(self.table.c) if (self.table.name, column.name) not in _EACH_ITS_OWN]

    def add(self, rows: Sequence[Row[tuple[object, ...]]]) -> None:
        """Count in further rows."""
        self.rows += len(rows)
        for row in rows:
            text = _encode([row[place] for place in self._places])
            self.total += int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest())
        self.total %= 1 << (8 * _BYTES)


@dataclass(frozen=True)
class Digests:
    """Those of all tables."""

    by_table: Mapping[str, TableDigest]

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(each.rows for each in self.by_table.values())

    def __str__(self) -> str:
        """All of it in one line."""
        lines = sorted(f"{name} {each.rows} {each.total:x}\n" for name, each in self.by_table.items())
        digest = blake2b("".join(lines).encode(), digest_size=_BYTES).hexdigest()
        return f"{self.rows} rows in {len(lines)} tables, digest {digest}"

    def differences(self, other: "Digests") -> Iterator[str]:
        """Which tables hold something else than those of ``other``, which are said to be there."""
        for name, own in self.by_table.items():
            there = other.by_table[name]
            if own.rows != there.rows:
                yield f"{name} ({own.rows} rows, {there.rows} there)"
            elif own.total != there.total:
                yield f"{name} (as many rows, {own.rows}, and not the same)"


def read_digests(connection: Connection, show: Show) -> Digests:
    """The digests of a database's tables."""
    made = {table.name: TableDigest(table) for table in metadata.sorted_tables}
    with show("reading", count_all(connection)) as advance:
        for digest in made.values():
            for rows in read_table(connection, digest.table):
                digest.add(rows)
                advance(len(rows))
    return Digests(made)


def count_all(connection: Connection) -> int:
    """How many rows all tables have."""
    return sum(count_rows(connection, table) for table in metadata.sorted_tables)
