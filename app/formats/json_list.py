"""JSON: stored records joined as they are, in an envelope that says how many there are and where to go on (RFC 8259)."""

import json
from collections.abc import Iterator

from app.formats.format import Format, Listing

_SHOWS = frozenset({"facets", "fields", "snippets"})


def write_json(listing: Listing) -> Iterator[bytes]:
    """``{"items": [...], "total": n, "next": url|null, "next_cursor": text|null, "query": {...}}`` in UTF-8."""
    envelope = listing.envelope
    if envelope is None:
        msg = "a JSON list has an envelope"
        raise ValueError(msg)
    rest = f'"facets":{envelope.facets},"snippets":{envelope.snippets},"query":{envelope.query}'
    onward = f'"next":{json.dumps(envelope.next_url)},"next_cursor":{json.dumps(envelope.next_cursor)}'
    yield b'{"items":[%b],%b}' % (b",".join(listing.records), f'"total":{envelope.total},{onward},{rest}'.encode())


def write_json_record(listing: Listing) -> bytes:
    """The record as it is stored."""
    return b"".join(listing.records)


JSON = Format("json", "application/json", "JSON", write_json, shows=_SHOWS, write_alone=write_json_record)
