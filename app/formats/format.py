"""A format: records in, bytes out. Each is one file beside this one; ``app/formats/catalog.py`` lists them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.shape.column import Column
from app.shape.row import Rendering


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be written: its records as they are stored, and what is said of the list as a whole.

    ``records`` are their bodies, which are JSON, or their rows (``app/shape/row.py``) for a format that is a table; ``base`` is the public
    address for formats whose links are absolute, empty where it is not set; ``columns`` are those of the noun, for formats that are
    tables; ``address`` is where the list was asked for, relative to the root.
    """

    noun: str
    records: Iterable[bytes]
    columns: Sequence[Column]
    base: str
    envelope: "Envelope | None" = None
    address: str = ""
    has_bom: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is said of a page as a whole: ``query``, ``facets`` and ``snippets`` are JSON."""

    total: int
    next_url: str | None
    next_cursor: str | None
    query: str
    facets: str = "[]"
    snippets: str = "[]"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write records: a list in parts, so that a long one never stands in memory whole.

    Formats with ``is_export`` have no envelope: they write everything that was asked for, unless a limit is given. Those with
    ``is_table`` are written from rows, and ``fields`` are columns there; all others are written from bodies, and ``fields`` are members.
    ``shows`` are the parameters of presentation that the format has a place for. ``aliases`` are other names of the media type that
    clients ask by.
    """

    suffix: str
    media_type: str
    title: str
    write: Callable[[Listing], Iterator[bytes]]
    is_export: bool = False
    is_table: bool = False
    shows: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    write_alone: Callable[[Listing], bytes] | None = None

    def write_record(self, listing: Listing) -> bytes:
        """The only record of a list, on its own: as a list of one, unless the format has a form for it."""
        return self.write_alone(listing) if self.write_alone else b"".join(self.write(listing))

    @property
    def reads(self) -> Rendering:
        """What is read of each record to write it."""
        return "row" if self.is_table else "body"

    @property
    def essence(self) -> str:
        """The media type without its parameters, as negotiation compares it."""
        return self.media_type.partition(";")[0]
