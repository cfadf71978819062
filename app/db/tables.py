"""Whole tables, read from one database and written into another of either kind."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, text

from app.db.bulk import columns_of, write_values

BATCH = 1_000
"""How many rows are in memory at once."""
Batch = Sequence[Row[Any]]


def read_table(connection: Connection, table: Table) -> Iterator[Batch]:
    """All rows of a table, in batches and in no order."""
    return connection.execute(select(table), execution_options={"yield_per": BATCH}).partitions()


def count_rows(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def has_rows(connection: Connection, table: Table) -> bool:
    """Whether a table has any."""
    return connection.execute(select(text("1")).select_from(table).limit(1)).first() is not None


def refer_later(connection: Connection) -> None:
    """Let rows refer to others that are written after them in this transaction. PostgreSQL looks at the end of each statement."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def fill_table(connection: Connection, table: Table, batches: Iterable[Batch]) -> None:
    """Write rows that have all columns of the table: on PostgreSQL in one statement, so that they may refer to each other."""
    columns = columns_of(connection.dialect, table, tuple(table.c.keys()))

    def taken(rows: Batch) -> Iterator[tuple[Any, ...]]:
        return zip(
            *(map(given, values) if given else values for (_, given), values in zip(columns, zip(*rows, strict=True), strict=True)),
            strict=True,
        )

    if connection.dialect.name == "sqlite":
        for rows in batches:
            write_values(connection, table, columns, taken(rows))
    else:
        write_values(connection, table, columns, chain.from_iterable(map(taken, batches)))


def number_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that were written with their numbers; SQLite does by itself."""
    key = table.autoincrement_column
    if connection.dialect.name == "postgresql" and key is not None:
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', key.name)
        connection.execute(select(func.setval(sequence, func.max(key))))
