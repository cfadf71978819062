"""The public shape of a vocabulary, and the one function that makes it."""

from pydantic import Field

from app import model
from app.limits import GATHERED
from app.query.record_list import RecordList
from app.shape.base import CreatedAt, License, Line, Path, Prose, Shape, Slug, Stamp, UpdatedAt, Version, stamped
from app.shape.citation import Citation, citation_of_entry


class Term(Shape):
    """One value of a vocabulary."""

    value: Slug = Field(description="The value as records and filters write it.")
    label: Line = Field(description="The value for people.")
    definition: Prose = Field(description="What it means.")
    example: Prose = Field(description="An example.")
    mapping: Line | None = Field(description="The same notion in a published scheme, as prefix and name; null where none fits.")


class Vocabulary(Shape):
    """A list of values that a field may take."""

    id: Slug = Field(description="The permanent id.")
    url: Path = Field(description="The address, relative to the root of this API.")
    description: Prose = Field(description="What its values say.")
    is_closed: bool = Field(description="True where the list is an enum of this API; open lists may grow with the data.")
    terms: list[Term] = Field(max_length=GATHERED, description="Its values, in order.")
    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    citation: Citation = Field(description="How to cite it.")
    license: License


class VocabularyList(RecordList):
    """A page of vocabularies, in the order that was asked for."""

    items: list[Vocabulary] = Field(max_length=500, description="The vocabularies of this page, in the order that was asked for.")


def vocabulary_record(row: model.Vocabulary, stamp: Stamp) -> Vocabulary:
    """A vocabulary as the API shows it; needs its terms loaded."""
    return Vocabulary(
        id=row.slug,
        url=f"/vocabularies/{row.slug}",
        description=row.description,
        is_closed=row.is_closed,
        terms=[
            Term(value=term.value, label=term.label, definition=term.definition, example=term.example, mapping=term.mapping)
            for term in row.terms
        ],
        citation=citation_of_entry(f"Vocabulary {row.slug}", f"/vocabularies/{row.slug}"),
        **stamped(stamp),
    )
