"""NDJSON: one stored record a line, for streams and for tools that read line by line."""

from collections.abc import Iterator

from app.formats.format import Format, Listing


def write_ndjson(listing: Listing) -> Iterator[bytes]:
    """Every record as it is stored, each followed by a line feed."""
    for body in listing.bodies:
        yield f"{body}\n".encode()


def write_ndjson_record(listing: Listing) -> bytes:
    """The record as one line."""
    return b"".join(write_ndjson(listing))


NDJSON = Format("ndjson", "application/x-ndjson", "NDJSON", write_ndjson, write_ndjson_record, is_export=True, has_members=True)
