"""The row of a record: what a table shows of it, as a line of CSV (RFC 4180) that is stored beside its JSON.

A row has a cell for each column of the noun and then the address of the record, relative as in its JSON. It is what CSV shows where no
public address is set, but for the CR LF that ends a line. Cells are guarded against spreadsheets already.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from app.shape.column import Cell, Column

Rendering = Literal["body", "row"]
"""What is stored of a record: its JSON, or its row."""

PERMALINK = "permalink"
"""The name of the column that closes every row: the address of the record."""

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 (East Asian spreadsheets read the wide signs as the plain ones)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CELL = re.compile(rb'(?:\A|,)("[^"]*(?:""[^"]*)*"|[^,]*)')
"""A cell as it stands in a line: what is in quotes has its own quotes twice."""


def row_of(columns: Sequence[Column], record: dict[str, Any]) -> str:
    """The row of a public record."""
    return joined_cells([*[_text(column.cell(record)) for column in columns], record["url"]])


def joined_cells(cells: Iterable[str]) -> str:
    """Cells as a line, without its end. The writer of ``csv`` takes three times as long."""
    return ",".join([_quoted(cell) for cell in cells])


def cells_in(row: bytes) -> list[bytes]:
    """The cells of a row, as they stand in it."""
    return _CELL.findall(row)


def _text(cell: Cell) -> str:
    """What a cell shows. Text that a spreadsheet would run as a formula is put behind an apostrophe (OWASP, CSV injection)."""
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in _FORMULA and not _NUMBER.fullmatch(cell) else cell
    return "" if cell is None else str(cell).lower()


def _quoted(cell: str) -> str:
    """The cell as it stands in a line: in quotes where it has a comma, a quote or a line break."""
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell
