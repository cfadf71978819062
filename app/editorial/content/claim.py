"""A claim as it is written, and how a published one would be."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from app.anchors.anchor import MAX_CONTEXT_WORDS, Anchor
from app.ingest.payload.base import Payload, Quote, Sha256, Slug, WithoutNul
from app.ingest.payload.claim import ClaimFields, FigureFields, HopFields, RelationPayload
from app.limits import INTEGER, MANY
from app.model.vocabulary import Relation, SourceType

_FORWARD = {relation.value for relation in Relation if relation.is_forward}
_Context = Annotated[WithoutNul, StringConstraints(max_length=300)]
_Offset = Annotated[int, Field(ge=0, le=INTEGER)]


class EvidenceContent(Payload):
    """The place in the document that something rests on. Nothing is trimmed: a prefix ends with the space that joins it."""

    model_config = ConfigDict(str_strip_whitespace=False)

    paragraph: int = Field(ge=1, le=100_000, description="The paragraph, counted from 1 after headline and dateline.")
    start: _Offset = Field(description="Where the passage begins: Unicode code points from the start of the text.")
    end: _Offset = Field(description="Where the passage ends, exclusive.")
    exact: Quote = Field(description="The words that the passage begins with: at most twelve, as printed.")
    prefix: _Context = Field(default="", description="At most five words before them, where they stand more than once in the text.")
    suffix: _Context = Field(default="", description="At most five words after them, where they stand more than once in the text.")
    sha256: Sha256 = Field(description="SHA-256 of the whole passage in UTF-8.")

    @model_validator(mode="after")
    def _is_a_place(self) -> Self:
        if self.end - self.start < len(self.exact):
            msg = f"the passage from {self.start} to {self.end} is shorter than its words"
            raise ValueError(msg)
        if len(self.prefix.split()) > MAX_CONTEXT_WORDS or len(self.suffix.split()) > MAX_CONTEXT_WORDS:
            msg = f"prefix and suffix have at most {MAX_CONTEXT_WORDS} words each"
            raise ValueError(msg)
        return self

    @property
    def anchor(self) -> Anchor:
        """The same as an anchor."""
        return Anchor(**self.model_dump())


class HopContent(HopFields):
    """One source in the chain, from the one nearest to the document to the claimant. The document itself is left out where others speak."""

    evidence: tuple[EvidenceContent, ...] = Field(default=(), max_length=MANY, description="Where the text shows this hop.")


class FigureContent(FigureFields):
    """A quantity as the source bounds it."""

    id: Annotated[str, StringConstraints(pattern=r"^fig_[0-9a-z]{26}$", max_length=30)] | None = Field(
        default=None, description="The id of a figure that is published with this claim; left out for a new one."
    )
    key: Slug | None = Field(default=None, description="A name for a new figure within its claim, from which its id is made.")
    evidence: tuple[EvidenceContent, ...] = Field(min_length=1, max_length=MANY, description="Where the figure is written.")


class RelationContent(RelationPayload):
    """How this claim bears on another; the reverse is derived."""


class ClaimContent(ClaimFields):
    """One proposition in our own words, with its attribution, its parties, its figures and its evidence."""

    document: Slug = Field(description="The id of the document that it is taken from.")
    key: Slug | None = Field(
        default=None, description="A name for a new claim within its document, from which its id is made; left out for an id by chance."
    )
    chain: tuple[HopContent, ...] = Field(min_length=1, max_length=MANY, description="Who says so, the claimant last.")
    figures: tuple[FigureContent, ...] = Field(default=(), max_length=MANY, description="The quantities that go with it.")
    relations: tuple[RelationContent, ...] = Field(default=(), max_length=MANY, description="How it bears on other claims.")
    evidence: tuple[EvidenceContent, ...] = Field(min_length=1, max_length=MANY, description="Where it is written.")


Record = Mapping[str, Any]


def claim_content(record: Record) -> dict[str, Any]:
    """What a public claim says of itself, in the form in which it is written."""
    participants: dict[str, list[str]] = {}
    for item in record["participants"]:
        participants.setdefault(item["role"], []).append(item["stakeholder"]["id"])
    return {
        "document": record["evidence"][0]["document"]["id"],
        **_same(record, ("statement", "kind", "polarity", "topics", "event_date", "condition", "purpose")),
        "chain": _chain(record["chain"]),
        "participants": participants,
        "figures": [_figure(figure) for figure in record["figures"]],
        "relations": [
            {"relation": item["relation"], "claim": item["claim"]["id"]} for item in record["relations"] if item["relation"] in _FORWARD
        ],
        "evidence": _evidence(record["evidence"]),
    }


def _chain(hops: Sequence[Record]) -> list[dict[str, Any]]:
    """The hops but for the document, unless it is itself the claimant; what it is called follows from the document."""
    if len(hops) == 1 and hops[0]["source_type"] == SourceType.AUTHOR:
        return [{**_hop(hops[0], None), "stakeholder": None, "label": None, "said_on": None}]
    return [_hop(hop, previous) for hop, previous in zip(hops[1:], hops, strict=False)]


def _hop(hop: Record, previous: Record | None) -> dict[str, Any]:
    return {
        **_same(hop, ("source_type", "label", "act", "cue", "certainty", "said_on")),
        "stakeholder": _id(hop["stakeholder"]),
        "with_previous": previous is not None and hop["depth"] == previous["depth"],
        "evidence": _evidence(hop["evidence"]),
    }


def _figure(figure: Record) -> dict[str, Any]:
    own = ("id", "as_printed", "comparator", "value", "lower", "upper", "unit", "measure", "population", "period", "duration")
    return {**_same(figure, own), "place": _id(figure["place"]), "evidence": _evidence(figure["evidence"])}


def _evidence(items: Sequence[Record]) -> list[dict[str, Any]]:
    return [_same(item, ("paragraph", "start", "end", "exact", "prefix", "suffix", "sha256")) for item in items]


def _same(record: Record, names: Sequence[str]) -> dict[str, Any]:
    return {name: record[name] for name in names}


def _id(reference: Record | None) -> str | None:
    return None if reference is None else reference["id"]
