"""References: how a record shows another record."""

from pydantic import Field

from app import model
from app.shape.attribution import attribution
from app.shape.base import Count, Line, Path, Prose, Shape, Slug


class Ref(Shape):
    """Another record, by its id and name; ask its `url` for the rest."""

    id: Slug = Field(description="The permanent id.")
    name: Line = Field(description="The name, or the title.")
    url: Path = Field(description="The address, relative to the root of this API.")


class DocumentRef(Shape):
    """A document, by its id and title."""

    id: Slug = Field(description="The permanent id.")
    title: Line = Field(description="The title as printed.")
    url: Path = Field(description="The address, relative to the root of this API.")


class ClaimRef(Shape):
    """A claim, never without its attribution."""

    id: Slug = Field(description="The permanent id.")
    statement: Prose = Field(description="The proposition, in neutral words.")
    attribution: Prose = Field(description="Who claims it, and through whom it reached us.")
    url: Path = Field(description="The address, relative to the root of this API.")


class ClaimCount(Shape):
    """How many claims stand under this record, by the filter that lists them."""

    parameter: Slug = Field(description="The filter of `/claims`, such as `claimant`.")
    count: Count = Field(description="How many public claims it selects.")
    url: Path = Field(description="The list of these claims, relative to the root of this API.")


def stakeholder_ref(row: model.Stakeholder) -> Ref:
    """A stakeholder as other records show it."""
    return Ref(id=row.slug, name=row.name, url=f"/stakeholders/{row.slug}")


def optional_stakeholder_ref(row: model.Stakeholder | None) -> Ref | None:
    """The same where there may be none."""
    return None if row is None else stakeholder_ref(row)


def document_ref(row: model.Document) -> DocumentRef:
    """A document as other records show it."""
    return DocumentRef(id=row.slug, title=row.title, url=f"/documents/{row.slug}")


def claim_ref(row: model.Claim) -> ClaimRef:
    """A claim as other records show it; needs its document and its chain loaded."""
    return ClaimRef(
        id=row.public_id, statement=row.statement, attribution=attribution(row.chain, row.document), url=f"/claims/{row.public_id}"
    )
