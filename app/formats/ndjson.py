"""NDJSON: one stored record a line, for streams and for tools that read line by line."""

from collections.abc import Iterator

from app.formats.format import Format, Listing

_SHOWS = frozenset({"fields"})


def write_ndjson(listing: Listing) -> Iterator[bytes]:
    """Every record as it is stored, each followed by a line feed."""
    for body in listing.records:
        yield body + b"\n"


_ALIASES = ("application/ndjson", "application/jsonl", "application/x-jsonlines")
NDJSON = Format("ndjson", "application/x-ndjson", "NDJSON", write_ndjson, is_export=True, shows=_SHOWS, aliases=_ALIASES)
