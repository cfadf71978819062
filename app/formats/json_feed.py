"""JSON Feed 1.1: the newest records for feed readers that read JSON."""

import json
from collections.abc import Iterator
from typing import Any

from app.formats.entry import entry_of, feed_title
from app.formats.format import Format, Listing

_VERSION = "https://jsonfeed.org/version/1.1"
_EXTENSION = "_refugee_policy_facts"


def write_json_feed(listing: Listing) -> Iterator[bytes]:
    """A feed with an item for each record, and the address of the next page."""
    feed: dict[str, Any] = {
        "version": _VERSION,
        "title": feed_title(listing),
        "home_page_url": f"{listing.base}/{listing.noun}",
        "feed_url": f"{listing.base}{listing.address}",
    }
    if listing.envelope and listing.envelope.next_url:
        feed["next_url"] = f"{listing.base}{listing.envelope.next_url}"
    feed |= {"language": "en", "items": [_item(body, listing.base) for body in listing.records]}
    yield json.dumps(feed, ensure_ascii=False, separators=(",", ":")).encode()


def _item(body: bytes, base: str) -> dict[str, Any]:
    entry = entry_of(body, base)
    item: dict[str, Any] = {"id": entry.id, "url": entry.url, "title": entry.title, "content_text": entry.text}
    item |= {"date_published": entry.published, "date_modified": entry.updated}
    if entry.tags:
        item["tags"] = list(entry.tags)
    return item | {_EXTENSION: {"attribution": entry.attribution, "license": entry.license}}


JSON_FEED = Format("feed.json", "application/feed+json", "JSON Feed", write_json_feed)
