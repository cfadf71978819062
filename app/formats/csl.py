"""CSL-JSON: citations for reference managers and citation processors (the Citation Style Language's JSON schema)."""

import json
from collections.abc import Iterator
from typing import Any

from app.formats.citation import citation_of
from app.formats.format import Format, Listing
from app.shape.citation import SERVICE


def write_csl(listing: Listing) -> Iterator[bytes]:
    """A JSON array of items, one a record."""
    opening = b"["
    for body in listing.records:
        yield opening + json.dumps(_item(body, listing.base), ensure_ascii=False).encode()
        opening = b",\n"
    yield b"]" if opening == b",\n" else b"[]"


def _item(body: bytes, base: str) -> dict[str, Any]:
    citation = citation_of(body, base)
    item: dict[str, Any] = {"id": citation.id, "type": "document", "title": citation.title}
    if citation.author:
        item["author"] = [{"literal": citation.author}]
    if citation.publisher:
        item["publisher"] = citation.publisher
    if citation.issued:
        item["issued"] = {"date-parts": [[int(part) for part in citation.issued.split("-")]]}
    if citation.language:
        item["language"] = citation.language
    return item | {"URL": citation.url, "note": citation.note, "source": SERVICE}


CSL = Format("csl", "application/vnd.citationstyles.csl+json", "CSL-JSON citations", write_csl, is_export=True)
