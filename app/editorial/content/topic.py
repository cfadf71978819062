"""A topic as it is written, and how a published one would be."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from app.ingest.payload.base import Line, Slug, Text, Url
from app.ingest.payload.topic import MappingMatch, MappingPayload, TopicPayload
from app.limits import MANY


class MappingContent(MappingPayload):
    """The same notion in somebody else's vocabulary; only where that is certain."""

    scheme: Slug = Field(description="The thesaurus.")
    uri: Url = Field(description="The notion's address in it.")
    match: MappingMatch = Field(description="How near it is, in the words of SKOS.")


class TopicContent(TopicPayload):
    """A topic of refugee policy."""

    id: Slug = Field(description="The permanent id, which is part of its address.")
    name: Line = Field(description="The name.")
    definition: Text = Field(description="What belongs under it.")
    mappings: tuple[MappingContent, ...] = Field(
        default=(), max_length=MANY, description="The same notion elsewhere, where that is certain."
    )


def topic_content(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a public topic says of itself, in the form in which it is written."""
    return {name: record[name] for name in ("id", "name", "definition", "mappings")}
