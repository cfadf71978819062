"""A report as a file under ``app/seed/reports/`` gives it: one document and the claims taken from it."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from app.ingest.payload.base import Edtf, Language, Line, Payload, Quote, Slug, Text, Url
from app.model.vocabulary import Act, Certainty, ClaimKind, Comparator, Polarity, Relation, Role, SourceType

MAX_DIGITS = 15
"""Significant digits of a quantity: as many as a double holds exactly, so that both databases compare them alike."""

Quantity = Annotated[Decimal, Field(max_digits=MAX_DIGITS, allow_inf_nan=False)]
Duration = Annotated[str, StringConstraints(pattern=r"^P([0-9]+[YMWD])+$", max_length=30)]


class DocumentPayload(Payload):
    """The text that claims are taken from; what it does not say of itself stays null."""

    id: Slug
    title: Line
    publisher: Slug | None = None
    byline: Line | None = None
    published_at: AwareDatetime | None = None
    language: Language
    url: Url | None = None
    archived_url: Url | None = None
    retrieved_at: AwareDatetime | None = None
    rights: Text | None = None
    front_matter_blocks: int = Field(default=0, ge=0, le=20, description="Blocks before paragraph 1: headline, dateline.")


class EvidencePayload(Payload):
    """Where a fact stands: the paragraph, the words it begins with, and the words it ends with where it is longer."""

    paragraph: int = Field(ge=1, le=100_000)
    exact: Quote
    to: Quote | None = None


class HopPayload(Payload):
    """One source in the chain from the document to the claimant; hops that speak together share a ``depth``."""

    source_type: SourceType
    stakeholder: Slug | None = None
    label: Quote | None = None
    act: Act
    cue: Quote | None = None
    certainty: Certainty
    said_on: date | None = None
    with_previous: bool = False
    evidence: tuple[EvidencePayload, ...] = ()


class FigurePayload(Payload):
    """A quantity as the source bounds it."""

    key: Slug
    as_printed: Quote
    comparator: Comparator
    value: Quantity | None = None
    lower: Quantity | None = None
    upper: Quantity | None = None
    unit: Slug
    measure: Slug
    population: Line | None = None
    place: Slug | None = None
    period: Edtf | None = None
    duration: Duration | None = None
    evidence: Annotated[tuple[EvidencePayload, ...], Field(min_length=1)]


class RelationPayload(Payload):
    """How this claim bears on another: a ``key`` of the same file, or a claim id; the reverse is derived."""

    relation: Relation
    claim: Annotated[str, StringConstraints(pattern=r"^(clm_[0-9a-z]{26}|[a-z0-9]+(-[a-z0-9]+)*)$")]


class ClaimPayload(Payload):
    """One proposition in our own words, with its attribution, its parties, its figures and its evidence."""

    key: Slug
    statement: Text
    kind: ClaimKind
    polarity: Polarity = Polarity.AFFIRMED
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    event_date: Edtf | None = None
    condition: Line | None = None
    purpose: Line | None = None
    chain: Annotated[tuple[HopPayload, ...], Field(min_length=1)]
    participants: dict[Role, tuple[Slug, ...]] = Field(default_factory=dict)
    figures: tuple[FigurePayload, ...] = ()
    relations: tuple[RelationPayload, ...] = ()
    evidence: Annotated[tuple[EvidencePayload, ...], Field(min_length=1)]


class ReportPayload(Payload):
    """One file: a document and every claim taken from it."""

    document: DocumentPayload
    claims: Annotated[tuple[ClaimPayload, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        counts = Counter(claim.key for claim in self.claims)
        if doubled := sorted(key for key, count in counts.items() if count > 1):
            msg = f"claim keys given twice: {', '.join(doubled)}"
            raise ValueError(msg)
        return self
