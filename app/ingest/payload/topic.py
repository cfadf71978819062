"""The curated lists: topics of refugee policy, and the open vocabularies of units and measures."""

from typing import Annotated

from pydantic import Field

from app.ingest.payload.base import Line, Payload, Slug, Text, Url

MappingMatch = Annotated[str, Field(pattern=r"^(exact|close|broad|narrow|related)$", max_length=10)]


class MappingPayload(Payload):
    """The same notion in somebody else's vocabulary; only where we are certain of it."""

    scheme: Slug
    uri: Url
    match: MappingMatch


class TopicPayload(Payload):
    """One topic of refugee policy."""

    id: Slug
    name: Line
    definition: Text
    mappings: tuple[MappingPayload, ...] = ()


class TermPayload(Payload):
    """One value of an open vocabulary, such as a unit or a measure."""

    value: Slug
    label: Line
    definition: Text
    example: Line


class TermsPayload(Payload):
    """``terms.yaml``: every open vocabulary by name."""

    units: tuple[TermPayload, ...]
    measures: tuple[TermPayload, ...]
