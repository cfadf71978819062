"""CSV: one row a record, fixed columns, a header even where there is no row (RFC 4180)."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from pydantic_core import from_json

from app.formats.format import Format, Listing
from app.shape.column import Cell

_MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_SHOWS = frozenset({"bom", "fields"})
_BOM = "\ufeff"
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 (East Asian spreadsheets read the wide signs as the plain ones)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def header(listing: Listing) -> list[str]:
    """The names of the columns: those of the noun, and the address of the record."""
    return [*(column.name for column in listing.columns), "permalink"]


def write_csv(listing: Listing) -> Iterator[bytes]:
    """The header, then a row for each record, each line ended by CR LF; in UTF-8, after a byte order mark if one is asked for."""
    yield f"{_BOM if listing.has_bom else ''}{_line(header(listing))}".encode()
    for body in listing.bodies:
        record = from_json(body)
        cells = [_guarded(column.cell(record)) for column in listing.columns]
        yield _line([*cells, f"{listing.base}{record['url']}"]).encode()


def _line(cells: Sequence[Cell]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _guarded(cell: Cell) -> Cell:
    """The cell; text that a spreadsheet would run as a formula is put behind an apostrophe (OWASP, CSV injection)."""
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in _FORMULA and not _NUMBER.fullmatch(cell) else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell


CSV = Format("csv", _MEDIA_TYPE, "CSV", write_csv, is_export=True, is_table=True, shows=_SHOWS)
