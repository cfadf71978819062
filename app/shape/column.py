"""A record as one row of plain values: what tables (CSV, spreadsheets, data packages) show of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

JOINED = "; "
"""What stands between several values in one cell."""

Text = tuple[str, str]
"""A text that search looks in, and the member of the record that it is from."""
Cell = str | int | bool | None
Kind = Literal["string", "integer", "boolean", "datetime", "date", "uri"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds (a Table Schema type), and how it is taken from the public record."""

    name: str
    description: str
    cell: Callable[[dict[str, Any]], Cell]
    kind: Kind = "string"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a record that search looks in: its own, and those around it.

    ``people`` are the ids of the stakeholders in it whose other names find it too.
    """

    own: Sequence[Text]
    around: Sequence[Text] = ()
    people: Sequence[str] = ()


def texts(member: str, values: Iterable[object]) -> list[Text]:
    """The texts of a member; what is not there is left out."""
    return [(member, str(value)) for value in values if value]


def member(name: str, description: str, kind: Kind = "string") -> Column:
    """A column that shows a member of the record as it is."""
    return Column(name, description, lambda record: record[name], kind)


def joined(values: Iterable[object]) -> str | None:
    """Several values in one cell; None where there are none."""
    return JOINED.join([str(value) for value in values if value is not None]) or None


def name_of(ref: dict[str, Any] | None) -> str | None:
    """The name in a reference."""
    return None if ref is None else str(ref["name"])


def id_of(ref: dict[str, Any] | None) -> str | None:
    """The id in a reference."""
    return None if ref is None else str(ref["id"])


STAMP_COLUMNS = (
    Column("credit", "How to cite it in running text.", lambda record: record["citation"]["short"]),
    member("version", "Counts the published states of the record.", "integer"),
    member("created_at", "When it was first published (UTC).", "datetime"),
    member("updated_at", "When this version was published (UTC).", "datetime"),
    member("license", "The licence of the record.", "uri"),
)
"""The columns that close every row."""
