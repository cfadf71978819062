"""The public shape of a figure, and the one function that makes it."""

from datetime import date

from pydantic import Field

from app import model
from app.limits import MANY
from app.model.vocabulary import Certainty, Polarity, PublicStatus
from app.query.record_list import RecordList
from app.shape.attribution import attribution, claimants, document_in_words
from app.shape.base import CreatedAt, License, Prose, Stamp, UpdatedAt, Version, stamped
from app.shape.citation import Citation, citation_in
from app.shape.items import RecordId
from app.shape.quantity import Quantity, quantity_members
from app.shape.ref import ClaimRef, DocumentRef, Ref, claim_ref, document_ref, optional_stakeholder_ref, stakeholder_ref


class Figure(Quantity):
    """A quantity as its source bounds it, with the claim it belongs to and who makes that claim."""

    claim: ClaimRef = Field(description="The claim it belongs to.")
    claimant: Ref | None = Field(description="Who makes that claim; null where nobody is named.")
    claimants: list[Ref] = Field(max_length=MANY, description="All who make that claim: several where they speak jointly.")
    attribution: Prose = Field(description="Who claims it and through whom it reached us.")
    polarity: Polarity = Field(description="Whether that claim is affirmed or denied: a denied figure is one that its claimant rejects.")
    certainty: Certainty = Field(description="How certain the claimant is of that claim.")
    status: PublicStatus = Field(description="Whether that claim stands as published, was corrected, or was retracted.")
    topics: list[RecordId] = Field(max_length=MANY, description="The topics of that claim: ids of `/topics`.")
    document: DocumentRef = Field(description="The document it stands in.")
    reported_on: date | None = Field(description="The day of that document; null where the text does not say.")
    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    citation: Citation = Field(description="How to cite it.")
    license: License
    rights: Prose | None = Field(description="The rights that its document claims for itself; null where it does not say.")


class FigureList(RecordList):
    """A page of figures, in the order that was asked for."""

    items: list[Figure] = Field(max_length=500, description="The figures of this page, in the order that was asked for.")


def figure_record(row: model.Figure, stamp: Stamp) -> Figure:
    """A figure as the API shows it; needs its claim's chain, topics and document loaded."""
    claim = row.claim
    attributed = attribution(claim.chain, claim.document)
    return Figure.model_validate(
        quantity_members(row)
        | {
            "claim": claim_ref(claim),
            "claimant": optional_stakeholder_ref(claimants(claim.chain)[0].stakeholder),
            "claimants": [stakeholder_ref(hop.stakeholder) for hop in claimants(claim.chain) if hop.stakeholder],
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "status": claim.status,
            "attribution": attributed,
            "topics": [item.topic.slug for item in claim.topics],
            "document": document_ref(claim.document),
            "reported_on": claim.chain[0].said_on,
            "citation": _citation(row, attributed),
            "rights": claim.document.rights,
        }
        | stamped(stamp)
    )


def _citation(row: model.Figure, attributed: str) -> Citation:
    claim = row.claim
    source = document_in_words(claim.document, claim.chain[0].stakeholder)
    said = f"“{row.as_printed}”: {claim.statement} {attributed}"
    return citation_in(source, said, f"/figures/{row.public_id}", row.evidence[0].paragraph)
