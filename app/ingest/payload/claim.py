"""A claim as anybody writes it, whatever says where its evidence stands: in a file or over HTTP."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from app.ingest.payload.base import Edtf, Line, Payload, Quote, Slug, Text
from app.model.vocabulary import Act, Certainty, ClaimKind, Comparator, Polarity, Relation, Role, SourceType

MAX_DIGITS = 15
"""Significant digits of a quantity: as many as a double holds exactly, so that both databases compare them alike."""

Quantity = Annotated[Decimal, Field(max_digits=MAX_DIGITS, allow_inf_nan=False)]
Duration = Annotated[str, StringConstraints(pattern=r"^P([0-9]+[YMWD])+$", max_length=30)]


class HopFields(Payload):
    """One source in the chain from the document to the claimant; hops that speak together share a ``depth``."""

    source_type: SourceType
    stakeholder: Slug | None = None
    label: Quote | None = None
    act: Act
    cue: Quote | None = None
    certainty: Certainty
    said_on: date | None = None
    with_previous: bool = False
    evidence: tuple[Payload, ...] = ()


class FigureFields(Payload):
    """A quantity as the source bounds it."""

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
    evidence: Annotated[tuple[Payload, ...], Field(min_length=1)]


class RelationPayload(Payload):
    """How this claim bears on another: a ``key`` of the same file, or a claim id; the reverse is derived."""

    relation: Relation
    claim: Annotated[str, StringConstraints(pattern=r"^(clm_[0-9a-z]{26}|[a-z0-9]+(-[a-z0-9]+)*)$", max_length=100)]


class ClaimFields(Payload):
    """One proposition in our own words, with its attribution, its parties, its figures and its evidence."""

    statement: Text
    kind: ClaimKind
    polarity: Polarity = Polarity.AFFIRMED
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    event_date: Edtf | None = None
    condition: Line | None = None
    purpose: Line | None = None
    chain: Annotated[tuple[HopFields, ...], Field(min_length=1)]
    participants: dict[Role, tuple[Slug, ...]] = Field(default_factory=dict)
    figures: tuple[FigureFields, ...] = ()
    relations: tuple[RelationPayload, ...] = ()
    evidence: Annotated[tuple[Payload, ...], Field(min_length=1)]
