"""The public shape of a document, and the one function that makes it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app import model
from app.limits import MANY
from app.query.record_list import RecordList
from app.shape.attribution import document_in_words
from app.shape.base import (
    Count,
    CreatedAt,
    License,
    Line,
    MomentText,
    Path,
    Prose,
    Sha256,
    Shape,
    Slug,
    Stamp,
    UpdatedAt,
    Version,
    Web,
    stamped,
)
from app.shape.citation import Citation, citation_of_document
from app.shape.counted import Counted
from app.shape.ref import ClaimCount, Ref, optional_stakeholder_ref


class Document(Shape):
    """A report, statement or law that claims are taken from. Its text is not served; its hash says which text was read."""

    id: Slug = Field(description="The permanent id.")
    url: Path = Field(description="The address of this record, relative to the root of this API.")
    title: Line = Field(description="The title as printed.")
    publisher: Ref | None = Field(description="Who published it; null where the text does not say.")
    byline: Line | None = Field(description="Its author as printed; null where the text does not say.")
    published_at: MomentText | None = Field(description="When it was published (UTC).")
    language: Annotated[str, StringConstraints(max_length=35)] = Field(description="Its language (BCP 47).")
    source_url: Web | None = Field(description="Where it was published; null where that is not known.")
    archived_url: Web | None = Field(description="Where an archived copy lies.")
    retrieved_at: MomentText | None = Field(description="When it was read.")
    sha256: Sha256 = Field(description="SHA-256 of the text in which the offsets of its evidence count.")
    length: Count = Field(description="The length of that text in Unicode code points.")
    front_matter_blocks: int = Field(ge=0, le=20, description="How many blocks (headline, dateline) stand before paragraph 1.")
    rights: Prose | None = Field(description="The rights that the document claims for itself; null where the text does not say.")
    claims: list[ClaimCount] = Field(max_length=MANY, description="How many claims rest on it, with their list.")
    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    citation: Citation = Field(description="How to cite it.")
    license: License


class DocumentList(RecordList):
    """A page of documents, in the order that was asked for."""

    items: list[Document] = Field(max_length=500, description="The documents of this page, in the order that was asked for.")


def document_record(counted: Counted[model.Document], stamp: Stamp) -> Document:
    """A document as the API shows it; needs its publisher loaded."""
    row = counted.row
    return Document(
        id=row.slug,
        url=f"/documents/{row.slug}",
        title=row.title,
        publisher=optional_stakeholder_ref(row.publisher),
        byline=row.byline,
        published_at=row.published_at,
        language=row.language,
        source_url=row.url,
        archived_url=row.archived_url,
        retrieved_at=row.retrieved_at,
        sha256=row.text_sha256,
        length=row.text_length,
        front_matter_blocks=row.front_matter_blocks,
        rights=row.rights,
        claims=counted.claims(),
        citation=citation_of_document(document_in_words(row, row.publisher), row.byline, row.url, f"/documents/{row.slug}"),
        **stamped(stamp),
    )
