"""A record as one row of plain values: what tables (CSV, spreadsheets, data packages) show of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

JOINED = "; "
"""What stands between several values in one cell."""

Words = tuple[str, list[str]]
"""The text of a record that search looks in: its own, and that around it."""
Cell = str | int | bool | None
Kind = Literal["string", "integer", "boolean", "datetime", "date", "uri"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds (a Table Schema type), and how it is taken from the public record."""

    name: str
    description: str
    cell: Callable[[dict[str, Any]], Cell]
    kind: Kind = "string"


def member(name: str, description: str, kind: Kind = "string") -> Column:
    """A column that shows a member of the record as it is."""
    return Column(name, description, lambda record: record[name], kind)


def joined(values: Iterable[object]) -> str | None:
    """Several values in one cell; None where there are none."""
    return JOINED.join(str(value) for value in values if value is not None) or None


def name_of(ref: dict[str, Any] | None) -> str | None:
    """The name in a reference."""
    return None if ref is None else str(ref["name"])


def id_of(ref: dict[str, Any] | None) -> str | None:
    """The id in a reference."""
    return None if ref is None else str(ref["id"])


STAMP_COLUMNS = (
    member("version", "Counts the published states of the record.", "integer"),
    member("created_at", "When it was first published (UTC).", "datetime"),
    member("updated_at", "When this version was published (UTC).", "datetime"),
    member("license", "The licence of the record.", "uri"),
)
"""The columns that close every row."""
