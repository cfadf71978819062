"""What ``/claims`` may be asked."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from app.model.vocabulary import Act, Certainty, ClaimKind, Polarity, PublicStatus
from app.query.parameters import Day, Flag, Labels, ListQuery, Names, NameText, Phrases
from app.query.ranges import check_range

ROLE_FILTERS = ("actor", "claimant", "via", "agent", "target", "addressee", "affected", "beneficiary", "mentioned", "place")
"""The filters by involvement; each is also the ``part`` under which the involvement is indexed."""


_NAME = "By id, name, alias or ISO code; given several times, all must hold."


def _names(what: str) -> Any:  # noqa: ANN401 (as Pydantic types a default)
    return Field(default_factory=list, description=f"{what} {_NAME}", examples=[["China"]])


class ClaimSort(StrEnum):
    """The orders of claims; `-` is descending."""

    PUBLISHED_DESC = "-published"
    PUBLISHED = "published"
    EVENT_DATE_DESC = "-event_date"
    EVENT_DATE = "event_date"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class ClaimQuery(ListQuery):
    """The filters of claims. A role filter given twice narrows; an enum given twice widens."""

    references: ClassVar[dict[str, str]] = dict.fromkeys(ROLE_FILTERS, "stakeholders") | {"document": "documents", "topic": "topics"}
    narrowing: ClassVar[frozenset[str]] = frozenset(ROLE_FILTERS)
    phrases: ClassVar[Phrases] = (
        "involving {actor}",
        "claimed by {claimant}",
        "relayed by {via}",
        "with {agent} as agent",
        "with {target} as target",
        "addressed to {addressee}",
        "affecting {affected}",
        "benefiting {beneficiary}",
        "mentioning {mentioned}",
        "placed in {place}",
        "of kind {kind}",
        "about {topic}",
        "held {certainty} by their claimant",
        "in which a source {act}",
        "that are {polarity}",
        "with status {status}",
        "from {document}",
        "on events from {since} to {until}",
        "on events since {since}",
        "on events until {until}",
        "{has_figure} figures",
        *ListQuery.phrases,
    )
    labels: ClassVar[Labels] = {
        "certainty": {
            Certainty.CERTAIN_NOT: "certainly not so",
            Certainty.PROBABLE_NOT: "probably not so",
            Certainty.POSSIBLE_NOT: "possibly not so",
            Certainty.KNOWN_WHETHER: "known one way or the other",
            Certainty.UNCOMMITTED: "open",
        },
        "has_figure": {True: "with", False: "without"},
    }

    actor: Names = _names("Claims that involve this stakeholder in any hop or role.")
    claimant: Names = _names("Claims whose claimant, at the deepest hop, is this stakeholder.")
    via: Names = _names("Claims relayed by this stakeholder.")
    agent: Names = _names("Claims in which this stakeholder does it.")
    target: Names = _names("Claims in which this stakeholder is accused, criticised or asked to change.")
    addressee: Names = _names("Claims in which this stakeholder is urged or told.")
    affected: Names = _names("Claims in which it happens to this stakeholder.")
    beneficiary: Names = _names("Claims in which this stakeholder gains.")
    mentioned: Names = _names("Claims in which this stakeholder is named without another part.")
    place: Names = _names("Claims about what happens in this place.")
    kind: Annotated[list[ClaimKind], Field(max_length=20, description="Kinds of claim; any may hold.")] = Field(default_factory=list)
    topic: Annotated[list[NameText], Field(max_length=20, description="Topics, by id or name; any may hold.")] = Field(default_factory=list)
    certainty: Annotated[list[Certainty], Field(max_length=20, description="How certain the claimant is; any may hold.")] = Field(
        default_factory=list
    )
    act: Annotated[list[Act], Field(max_length=20, description="What a source in the chain does; any may hold.")] = Field(
        default_factory=list
    )
    polarity: Annotated[list[Polarity], Field(max_length=20, description="Affirmed or denied; any may hold.")] = Field(default_factory=list)
    status: Annotated[list[PublicStatus], Field(max_length=20, description="Public statuses; any may hold.")] = Field(default_factory=list)
    document: Annotated[list[NameText], Field(max_length=20, description="Documents, by id or title; any may hold.")] = Field(
        default_factory=list
    )
    since: Annotated[
        Day | SkipJsonSchema[None],
        Field(description="Events that can lie on or after this day; claims without an event date are left out.", examples=["2008-01-01"]),
    ] = None
    until: Annotated[
        Day | SkipJsonSchema[None],
        Field(description="Events that can lie on or before this day; claims without an event date are left out.", examples=["2008-02-29"]),
    ] = None
    has_figure: Annotated[Flag | SkipJsonSchema[None], Field(description="Only claims with figures, or only claims without.")] = None
    sort: Annotated[
        ClaimSort,
        Field(description="The order; `-` is descending. Claims without an event date sort as the earliest. Ties keep reading order."),
    ] = ClaimSort.PUBLISHED_DESC

    def check(self) -> None:
        """Raise :class:`~app.query.errors.QueryError` where the range is reversed."""
        check_range("since", self.since, "until", self.until)
