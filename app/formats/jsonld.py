"""JSON-LD 1.1: records as linked data, in the terms of schema.org, PROV-O, Web Annotation, CiTO and SKOS.

Where the service knows its public address, every link is absolute. Where it does not, links and the reference to the context are
relative to the root, and resolve against the address that the document was fetched from (RFC 3986): a reader of a saved file has to
name that address as the base.
"""

import json
from collections.abc import Iterator
from typing import Any

from app.formats.format import Format, Listing
from app.formats.jsonld_context import CONTEXT_PATH
from app.formats.jsonld_nodes import node


def write_jsonld(listing: Listing) -> Iterator[bytes]:
    """One document: what is said of the page, if it is one, then its records in order, each as it is read."""
    yield f'{_text(_head(listing))[:-1]}, "items": ['.encode()
    comma = ""
    for body in listing.records:
        yield f"{comma}\n{_text(node(listing.noun, json.loads(body), listing.base))}".encode()
        comma = ","
    yield b"]}"


def write_jsonld_record(listing: Listing) -> bytes:
    """The record as a document of its own."""
    (body,) = listing.records
    return _text(_context(listing) | node(listing.noun, json.loads(body), listing.base)).encode()


def _head(listing: Listing) -> dict[str, Any]:
    head = _context(listing) | {"@type": "List"}
    if (envelope := listing.envelope) is None:
        return head
    onward = {} if envelope.next_url is None else {"next": f"{listing.base}{envelope.next_url}"}
    return head | {"total": envelope.total} | onward | {"query": json.loads(envelope.query)}


def _context(listing: Listing) -> dict[str, Any]:
    return {"@context": f"{listing.base}{CONTEXT_PATH}"}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


JSON_LD = Format("jsonld", "application/ld+json", "JSON-LD", write_jsonld, is_export=True, write_alone=write_jsonld_record)
