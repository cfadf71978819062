"""The public shape of a figure, and the one function that makes it."""

from pydantic import Field

from app import model
from app.query.record_list import RecordList
from app.shape.attribution import attribution, claimants
from app.shape.base import CreatedAt, License, Prose, Slug, Stamp, UpdatedAt, Version, stamped
from app.shape.quantity import Quantity, quantity_members
from app.shape.ref import ClaimRef, DocumentRef, Ref, claim_ref, document_ref, optional_stakeholder_ref


class Figure(Quantity):
    """A quantity as its source bounds it, with the claim it belongs to and who makes that claim."""

    claim: ClaimRef = Field(description="The claim it belongs to.")
    claimant: Ref | None = Field(description="Who makes that claim; null where nobody is named.")
    attribution: Prose = Field(description="Who claims it and through whom it reached us.")
    topics: list[Slug] = Field(max_length=1000, description="The topics of that claim: ids of `/topics`.")
    document: DocumentRef = Field(description="The document it stands in.")
    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    license: License


class FigureList(RecordList):
    """A page of figures."""

    items: list[Figure] = Field(max_length=500, description="The figures of this page, in the order that was asked for.")


def figure_record(row: model.Figure, stamp: Stamp) -> Figure:
    """A figure as the API shows it; needs its claim's chain, topics and document loaded."""
    claim = row.claim
    return Figure.model_validate(
        quantity_members(row)
        | {
            "claim": claim_ref(claim),
            "claimant": optional_stakeholder_ref(claimants(claim.chain)[0].stakeholder),
            "attribution": attribution(claim.chain, claim.document),
            "topics": [item.topic.slug for item in claim.topics],
            "document": document_ref(claim.document),
        }
        | stamped(stamp)
    )
