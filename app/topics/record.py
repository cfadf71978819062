"""The public shape of a topic, and the one function that makes it."""

from pydantic import Field

from app import model
from app.limits import MANY
from app.query.record_list import RecordList
from app.shape.base import CreatedAt, License, Line, Path, Prose, Shape, Slug, Stamp, UpdatedAt, Version, Web, stamped
from app.shape.citation import Citation, citation_of_entry
from app.shape.counted import Counted
from app.shape.ref import ClaimCount


class TopicMapping(Shape):
    """The same notion in another thesaurus."""

    scheme: Slug = Field(description="The thesaurus.")
    uri: Web = Field(description="The notion's address in it.")
    match: Slug = Field(description="How near it is, in the words of SKOS: exact, close, broad, narrow or related.")


class Topic(Shape):
    """A topic of refugee policy."""

    id: Slug = Field(description="The permanent id.")
    url: Path = Field(description="The address, relative to the root of this API.")
    name: Line = Field(description="The name.")
    definition: Prose = Field(description="What belongs under it.")
    mappings: list[TopicMapping] = Field(max_length=MANY, description="The same notion elsewhere, where that is certain.")
    claims: list[ClaimCount] = Field(max_length=MANY, description="How many claims are about it, with their list.")
    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    citation: Citation = Field(description="How to cite it.")
    license: License


class TopicList(RecordList):
    """A page of topics, in the order that was asked for."""

    items: list[Topic] = Field(max_length=500, description="The topics of this page, in the order that was asked for.")


def topic_record(counted: Counted[model.Topic], stamp: Stamp) -> Topic:
    """A topic as the API shows it; needs its mappings loaded."""
    row = counted.row
    return Topic(
        id=row.slug,
        url=f"/topics/{row.slug}",
        name=row.name,
        definition=row.definition,
        mappings=[TopicMapping(scheme=item.scheme, uri=item.uri, match=item.match) for item in row.mappings],
        claims=counted.claims(),
        citation=citation_of_entry(row.name, f"/topics/{row.slug}"),
        **stamped(stamp),
    )
