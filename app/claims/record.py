"""The public shape of a claim, and the one function that makes it."""

from datetime import date

from pydantic import Field

from app import model
from app.limits import GATHERED, INTEGER, MANY
from app.model.vocabulary import Act, Certainty, ClaimKind, Polarity, PublicStatus, Relation, Role, SourceType
from app.query.record_list import RecordList
from app.shape.attribution import attribution, claimants, document_in_words
from app.shape.base import CreatedAt, EdtfText, License, Line, MomentText, Path, Prose, Shape, Slug, Stamp, UpdatedAt, Version, stamped
from app.shape.citation import Citation, citation_in
from app.shape.evidence import Evidence, evidence_shape
from app.shape.items import RecordId
from app.shape.quantity import Quantity, quantity_members
from app.shape.ref import ClaimRef, Ref, claim_ref, optional_stakeholder_ref, stakeholder_ref


class Hop(Shape):
    """One source in the chain of attribution."""

    depth: int = Field(ge=0, le=MANY, description="0 is the document; the deepest is the claimant. Joint speakers share a depth.")
    source_type: SourceType = Field(description="How the source is given.")
    stakeholder: Ref | None = Field(description="Who it is; null where nobody is named.")
    label: Line | None = Field(description="What the source printed where there is no stakeholder.")
    act: Act = Field(description="What the source does with the claim.")
    cue: Line | None = Field(description="The printed verb or phrase.")
    certainty: Certainty = Field(description="How certain this source presents the claim to be.")
    said_on: date | None = Field(description="The day on which it was said.")
    evidence: list[Evidence] = Field(max_length=MANY, description="Where the text shows this hop.")


class Participant(Shape):
    """A stakeholder in a role within what the claim says."""

    role: Role = Field(description="The part it plays.")
    stakeholder: Ref = Field(description="Who it is.")


class RelatedClaim(Shape):
    """Another claim that bears on this one."""

    relation: Relation = Field(description="How this claim bears on the other; reverses are given too.")
    claim: ClaimRef = Field(description="The other claim.")


class Correction(Shape):
    """A published change to a record."""

    version: int = Field(ge=2, le=INTEGER, description="The version that it led to.")
    corrected_at: MomentText = Field(description="When.")
    note: Prose = Field(description="What was changed, and why.")


class Claim(Shape):
    """One proposition in neutral words, with who claims it, through whom, how certainly, and where it is written."""

    id: Slug = Field(description="The permanent id: `clm_` and a ULID.")
    url: Path = Field(description="The address, relative to the root of this API.")
    statement: Prose = Field(description="The proposition, without its attribution: it is claimed, not established.")
    attribution: Prose = Field(description="Who claims it and through whom it reached us, in one sentence made from `chain`.")
    kind: ClaimKind = Field(description="What sort of proposition it is.")
    certainty: Certainty = Field(description="How certain its claimant is.")
    polarity: Polarity = Field(description="Whether the claimant affirms or denies the proposition.")
    topics: list[RecordId] = Field(max_length=MANY, description="The topics it is about: ids of `/topics`.")
    event_date: EdtfText | None = Field(description="When what it speaks of happens (EDTF).")
    condition: Line | None = Field(description="What it hangs on: “unless …”, “if …”.")
    purpose: Line | None = Field(description="What it is for: “to …”.")
    claimant: Ref | None = Field(description="Who claims it; null where nobody is named: the deepest hop says what was printed.")
    claimants: list[Ref] = Field(max_length=MANY, description="All who claim it: several where they speak jointly.")
    chain: list[Hop] = Field(min_length=1, max_length=MANY + 1, description="From the document (depth 0) to the claimant (the deepest).")
    participants: list[Participant] = Field(max_length=GATHERED, description="Who plays which part in it.")
    figures: list[Quantity] = Field(max_length=MANY, description="The quantities that go with it.")
    evidence: list[Evidence] = Field(min_length=1, max_length=MANY, description="Where it is written.")
    relations: list[RelatedClaim] = Field(max_length=GATHERED, description="The claims that bear on it.")
    status: PublicStatus = Field(description="Whether it stands as published, was corrected, or was retracted.")
    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    corrections: list[Correction] = Field(max_length=GATHERED, description="What was changed since it was first published.")
    citation: Citation = Field(description="How to cite it.")
    license: License
    rights: Prose | None = Field(description="The rights that its document claims for itself; null where it does not say.")


class ClaimList(RecordList):
    """A page of claims, in the order that was asked for."""

    items: list[Claim] = Field(max_length=500, description="The claims of this page, in the order that was asked for.")


def claim_record(row: model.Claim, stamp: Stamp) -> Claim:
    """A claim as the API shows it; needs its whole graph loaded."""
    attributed = attribution(row.chain, row.document)
    url = f"/claims/{row.public_id}"
    return Claim(
        id=row.public_id,
        url=url,
        statement=row.statement,
        attribution=attributed,
        kind=row.kind,
        certainty=row.certainty,
        polarity=row.polarity,
        topics=[item.topic.slug for item in row.topics],
        event_date=row.event_date,
        condition=row.condition,
        purpose=row.purpose,
        claimant=optional_stakeholder_ref(claimants(row.chain)[0].stakeholder),
        claimants=[stakeholder_ref(hop.stakeholder) for hop in claimants(row.chain) if hop.stakeholder],
        chain=[_hop(hop) for hop in row.chain],
        participants=[Participant(role=item.role, stakeholder=stakeholder_ref(item.stakeholder)) for item in row.participants],
        figures=[Quantity.model_validate(quantity_members(figure)) for figure in row.figures],
        evidence=[evidence_shape(item) for item in row.evidence],
        relations=_relations(row),
        status=row.status,
        corrections=[Correction(version=item.version, corrected_at=item.corrected_at, note=item.note) for item in row.corrections],
        citation=_citation(row, attributed, url),
        rights=row.document.rights,
        **stamped(stamp),
    )


def _hop(row: model.Hop) -> Hop:
    return Hop(
        depth=row.depth,
        source_type=row.source_type,
        stakeholder=optional_stakeholder_ref(row.stakeholder),
        label=row.label,
        act=row.act,
        cue=row.cue,
        certainty=row.certainty,
        said_on=row.said_on,
        evidence=[evidence_shape(item) for item in row.evidence],
    )


def _relations(row: model.Claim) -> list[RelatedClaim]:
    stored = [RelatedClaim(relation=link.relation, claim=claim_ref(link.other)) for link in row.relations]
    reverse = [RelatedClaim(relation=link.relation.reverse, claim=claim_ref(link.claim)) for link in row.relations_from]
    return stored + reverse


def _citation(row: model.Claim, attributed: str, url: str) -> Citation:
    source = document_in_words(row.document, row.chain[0].stakeholder)
    condition = f" Condition: {row.condition.removesuffix('.')}." if row.condition else ""
    return citation_in(source, f"{row.statement}{condition} {attributed}", url, row.evidence[0].paragraph)
