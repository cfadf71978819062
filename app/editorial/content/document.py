"""A document as it is written, and how a published one would be."""

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime, Field

from app.ingest.payload.base import Language, Line, Payload, Sha256, Slug, Text, Url
from app.limits import INTEGER


class DocumentContent(Payload):
    """A text that claims are taken from. What it does not say of itself stays null; the text itself is never sent."""

    id: Slug = Field(description="The permanent id, which is part of its address.")
    title: Line = Field(description="The title as printed.")
    publisher: Slug | None = Field(default=None, description="The stakeholder that published it; left out where the text does not say.")
    byline: Line | None = Field(default=None, description="Its author as printed; left out where the text does not say.")
    published_at: AwareDatetime | None = Field(default=None, description="When it was published (RFC 3339).")
    language: Language = Field(description="Its language (BCP 47).")
    source_url: Url | None = Field(default=None, description="Where it was published.")
    archived_url: Url | None = Field(default=None, description="Where an archived copy lies.")
    retrieved_at: AwareDatetime | None = Field(default=None, description="When it was read (RFC 3339).")
    sha256: Sha256 = Field(description="SHA-256 of the text in which the offsets of its evidence count.")
    length: int = Field(ge=1, le=INTEGER, description="The length of that text in Unicode code points.")
    front_matter_blocks: int = Field(default=0, ge=0, le=20, description="How many blocks stand before paragraph 1: headline, dateline.")
    rights: Text | None = Field(default=None, description="The rights that the document claims for itself.")


def document_content(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a public document says of itself, in the form in which it is written."""
    own = {name: record[name] for name in DocumentContent.model_fields}
    return own | {"publisher": None if record["publisher"] is None else record["publisher"]["id"]}
