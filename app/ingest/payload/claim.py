"""A claim as anybody writes it, whatever says where its evidence stands: in a file or over HTTP."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints, WithJsonSchema

from app.ingest.payload.base import Edtf, Line, Payload, Quote, Slug, Text
from app.limits import MANY
from app.model.vocabulary import Act, Certainty, ClaimKind, Comparator, Polarity, Relation, Role, SourceType
from app.shape.items import RecordId

MAX_DIGITS = 15
"""Significant digits of a quantity: as many as a double holds exactly, so that both databases compare them alike."""

Quantity = Annotated[
    Decimal,
    Field(max_digits=MAX_DIGITS, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$", "maxLength": 32}),
]
Duration = Annotated[str, StringConstraints(pattern=r"^P([0-9]+[YMWD])+$", max_length=30)]


class HopFields(Payload):
    """One source in the chain from the document to the claimant; hops that speak together share a ``depth``."""

    source_type: Annotated[SourceType, Field(description="How the source is given.")]
    stakeholder: Annotated[Slug | None, Field(description="Who it is; left out where nobody is named.")] = None
    label: Annotated[Quote | None, Field(description="What the source printed where there is no stakeholder.")] = None
    act: Annotated[Act, Field(description="What the source does with the claim.")]
    cue: Annotated[Quote | None, Field(description="The printed verb or phrase.")] = None
    certainty: Annotated[Certainty, Field(description="How certain this source presents the claim to be.")]
    said_on: Annotated[date | None, Field(description="The day on which it was said.")] = None
    with_previous: Annotated[bool, Field(description="Whether this source speaks together with the one before it.")] = False
    evidence: tuple[Payload, ...] = ()


class FigureFields(Payload):
    """A quantity as the source bounds it."""

    as_printed: Annotated[Quote, Field(description="The words of the source.")]
    comparator: Annotated[Comparator, Field(description="How these words bound the quantity.")]
    value: Annotated[Quantity | None, Field(description="The number that is named.")] = None
    lower: Annotated[Quantity | None, Field(description="The lower bound, where the source gives one.")] = None
    upper: Annotated[Quantity | None, Field(description="The upper bound, where the source gives one.")] = None
    unit: Annotated[Slug, Field(description="What is counted in: a value of `/vocabularies/units`.")]
    measure: Annotated[Slug, Field(description="What is counted: a value of `/vocabularies/measures`.")]
    population: Annotated[Line | None, Field(description="Of whom, where it is not the measure itself.")] = None
    place: Annotated[Slug | None, Field(description="The stakeholder that is the place.")] = None
    period: Annotated[Edtf | None, Field(description="When it was so (EDTF).")] = None
    duration: Annotated[Duration | None, Field(description="Over how long it was counted (ISO 8601).")] = None
    evidence: Annotated[tuple[Payload, ...], Field(min_length=1)]


class RelationPayload(Payload):
    """How this claim bears on another: a ``key`` of the same document, or a claim id; the reverse is derived."""

    relation: Annotated[Relation, Field(description="How this claim bears on the other, in the direction that is written.")]
    claim: Annotated[
        str,
        StringConstraints(pattern=r"^(clm_[0-9a-z]{26}|[a-z0-9]+(-[a-z0-9]+)*)$", max_length=100),
        Field(description="The id of the other claim, or its key where it is from the same document."),
    ]


class ClaimFields(Payload):
    """One proposition in our own words, with its attribution, its parties, its figures and its evidence."""

    statement: Annotated[Text, Field(description="The proposition in neutral words, without its attribution.")]
    kind: Annotated[ClaimKind, Field(description="What sort of proposition it is.")]
    polarity: Annotated[Polarity, Field(description="Whether the claimant affirms or denies it.")] = Polarity.AFFIRMED
    topics: Annotated[tuple[RecordId, ...], Field(min_length=1, max_length=MANY, description="The topics it is about: ids of `/topics`.")]
    event_date: Annotated[Edtf | None, Field(description="When what it speaks of happens (EDTF).")] = None
    condition: Annotated[Line | None, Field(description="What it hangs on.")] = None
    purpose: Annotated[Line | None, Field(description="What it is for.")] = None
    chain: Annotated[tuple[HopFields, ...], Field(min_length=1)]
    participants: Annotated[
        dict[Role, Annotated[tuple[RecordId, ...], Field(max_length=MANY)]],
        Field(max_length=20, description="The stakeholders who play a part in it, by role."),
    ] = Field(default_factory=dict)
    figures: tuple[FigureFields, ...] = ()
    relations: Annotated[tuple[RelationPayload, ...], Field(max_length=MANY, description="How it bears on other claims.")] = ()
    evidence: Annotated[tuple[Payload, ...], Field(min_length=1)]
