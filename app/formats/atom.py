"""Atom: the newest records for feed readers (RFC 4287), in pages (RFC 5005)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed

from app.formats.entry import Entry, entry_of, feed_title, identifier
from app.formats.format import Format, Listing
from app.shape.citation import SERVICE

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library is untyped
    """A feed whose bytes depend on its records alone, and that says where its next page is."""

    def latest_post_date(self) -> datetime:
        """When its last entry changed; the library says "now" of a feed without entries."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)

    def add_root_elements(self, handler: Any) -> None:  # noqa: ANN401 (the library's XML generator)
        """Write what stands before the entries."""
        super().add_root_elements(handler)
        if onward := self.feed["onward"]:
            handler.addQuickElement("link", None, {"rel": "next", "href": onward})


def write_atom(listing: Listing) -> Iterator[bytes]:
    """A feed with an entry for each record, and the address of the next page."""
    feed = _Feed(
        title=feed_title(listing),
        link=f"{listing.base}/{listing.noun}",
        description=None,
        language="en",
        author_name=SERVICE,
        feed_url=f"{listing.base}{listing.address}",
        feed_guid=identifier(listing.address),
        onward=f"{listing.base}{listing.envelope.next_url}" if listing.envelope and listing.envelope.next_url else None,
    )
    for body in listing.records:
        _add(feed, entry_of(body, listing.base))
    written = StringIO()
    feed.write(written, "utf-8")
    yield written.getvalue().encode()


def _add(feed: _Feed, entry: Entry) -> None:
    feed.add_item(
        title=entry.title,
        link=entry.url,
        description=escape(entry.text, quote=False),  # a summary of the library's is HTML
        unique_id=entry.id,
        pubdate=datetime.fromisoformat(entry.published),
        updateddate=datetime.fromisoformat(entry.updated),
        categories=entry.tags,
        item_copyright=entry.license,
    )


ATOM = Format("atom", "application/atom+xml", "Atom feed", write_atom)
