"""Tables of the SQLite snapshot, as values: what they are called, what they hold, and the SQL that makes and fills them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.exports.columns import REFERENCES, table_columns
from app.exports.texts import NOUNS
from app.query.resource import Resource
from app.shape.column import Cell, Column, Kind, member

_TYPES: Mapping[Kind, str] = {
    "string": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "datetime": "TEXT",
    "date": "TEXT",
    "uri": "TEXT",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what its rows are, what identifies one, and which columns hold ids of which nouns."""

    name: str
    description: str
    columns: Sequence[Column]
    key: tuple[str, ...] = ("id",)
    references: Mapping[str, str] = field(default_factory=dict)

    def definition(self) -> str:
        """The SQL that makes it. What its columns hold stands beside them, where readers of the schema find it."""
        lines = [f"{quoted(column.name)} {_TYPES[column.kind]}" for column in self.columns]
        keys = [f"PRIMARY KEY ({', '.join(map(quoted, self.key))})"]
        keys += [f"FOREIGN KEY ({quoted(column)}) REFERENCES {quoted(noun)} (id)" for column, noun in self.references.items()]
        described = [f"  {line}, -- {column.description}" for line, column in zip(lines, self.columns, strict=True)]
        body = "\n".join([*described, "  " + ",\n  ".join(keys)])
        return f"CREATE TABLE {quoted(self.name)} ( -- {self.description}\n{body}\n)"

    def indexes(self) -> list[str]:
        """The SQL that makes an index of every column that holds ids, so that joins and reverse look-ups are quick."""
        return [
            f"CREATE INDEX {quoted(f'ix_{self.name}_{column}')} ON {quoted(self.name)} ({quoted(column)})"
            for column in self.references
            if column != self.key[0]
        ]

    def insertion(self) -> str:
        """The SQL that writes a row."""
        return f"INSERT INTO {quoted(self.name)} VALUES ({', '.join('?' * len(self.columns))})"  # noqa: S608 (names of our own)

    def row(self, item: dict[str, Any]) -> tuple[Cell, ...]:
        """The values of a row."""
        return tuple(column.cell(item) for column in self.columns)


def record_table(resource: Resource, base: str) -> Table:
    """The table of a noun: the columns of its CSV, what full-text search looks in, and the whole record."""
    words = member("words", "What full-text search looks in: folded and, where SQLite would read them otherwise, as written.")
    record = member("record", "The whole record as the API gives it, as JSON.")
    columns = (*table_columns(resource, base), words, record)
    return Table(resource.noun, NOUNS[resource.noun], columns, references=REFERENCES.get(resource.noun, {}))


def quoted(name: str) -> str:
    """A name as SQL: some columns are called like words of the language."""
    return f'"{name}"'
