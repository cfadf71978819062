"""CSV: one row a record, fixed columns, a header even where there is no row (RFC 4180)."""

from collections.abc import Iterator

from app.formats.format import Format, Listing
from app.shape.row import PERMALINK, joined_cells

_MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_SHOWS = frozenset({"bom", "fields"})
_BOM = "\ufeff"


def header(listing: Listing) -> list[str]:
    """The names of the columns: those of the noun, and the address of the record."""
    return [*(column.name for column in listing.columns), PERMALINK]


def write_csv(listing: Listing) -> Iterator[bytes]:
    """The header, then the row of each record, each line ended by CR LF; in UTF-8, after a byte order mark if one is asked for.

    What is left to do for a row is to put the public address before that of the record, which is its last cell.
    """
    yield f"{_BOM if listing.has_bom else ''}{joined_cells(header(listing))}\r\n".encode()
    opening, _, closing = joined_cells([f"{listing.base}/"]).encode().rpartition(b"/")  # in quotes where the address needs them
    for row in listing.records:
        cells, _, path = row.rpartition(b",")
        yield b"%b,%b%b%b\r\n" % (cells, opening, path, closing)


CSV = Format("csv", _MEDIA_TYPE, "CSV", write_csv, is_export=True, is_table=True, shows=_SHOWS)
