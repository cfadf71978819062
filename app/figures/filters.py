"""What ``/figures`` may be asked."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from app.model.vocabulary import Comparator, FigureMatch
from app.query.parameters import Labels, ListQuery, Names, NameText, Number, Phrases, written
from app.query.ranges import check_range

MOST_COMPARED = 100
"""How many figures are compared at once."""
ClaimId = Annotated[
    str,
    StringConstraints(min_length=30, max_length=30, pattern="^clm_[0-9a-z]{26}$"),
    written("clm_[0-9a-z]{26}", "the id of a claim: clm_ and 26 digits or small letters"),
]


class FigureSort(StrEnum):
    """The orders of figures; `-` is descending."""

    PUBLISHED_DESC = "-published"
    PUBLISHED = "published"
    VALUE_DESC = "-value"
    VALUE = "value"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class FigureQuery(ListQuery):
    """The filters of figures."""

    references: ClassVar[dict[str, str]] = {
        "actor": "stakeholders",
        "claimant": "stakeholders",
        "place": "stakeholders",
        "topic": "topics",
        "document": "documents",
        "claim": "claims",
        "unit": "units",
        "measure": "measures",
    }
    narrowing: ClassVar[frozenset[str]] = frozenset({"actor", "claimant", "place"})
    phrases: ClassVar[Phrases] = (
        "involving {actor}",
        "claimed by {claimant}",
        "for {place}",
        "about {topic}",
        "from {document}",
        "of claim {claim}",
        "in the unit {unit}",
        "measuring {measure}",
        "printed as {comparator}",
        "{match} between {value_min} and {value_max}",
        "{match} of at least {value_min}",
        "{match} of at most {value_max}",
        "between {value_min} and {value_max}",
        "of at least {value_min}",
        "of at most {value_max}",
        *ListQuery.phrases,
    )
    labels: ClassVar[Labels] = {
        "comparator": {Comparator.ORDER_OF_MAGNITUDE: "an order of magnitude"},
        "match": {FigureMatch.CERTAIN: "certainly"},
    }

    actor: Names = Field(default_factory=list, description="Figures of claims that involve this stakeholder.", examples=[["China"]])
    claimant: Names = Field(default_factory=list, description="Figures of claims that this stakeholder makes.", examples=[["Open Doors"]])
    place: Names = Field(default_factory=list, description="Figures for this place.", examples=[["China"]])
    topic: Annotated[list[NameText], Field(max_length=20, description="Topics of the claim; any may hold.")] = Field(default_factory=list)
    document: Annotated[list[NameText], Field(max_length=20, description="Documents, by id or title; any may hold.")] = Field(
        default_factory=list
    )
    claim: Annotated[list[ClaimId], Field(max_length=20, description="Claims, by id; any may hold.")] = Field(default_factory=list)
    comparator: Annotated[list[Comparator], Field(max_length=20, description="How the words bound the quantity; any may hold.")] = Field(
        default_factory=list
    )
    unit: Annotated[list[NameText], Field(max_length=20, description="Units: values of `/vocabularies/units`; any may hold.")] = Field(
        default_factory=list
    )
    measure: Annotated[list[NameText], Field(max_length=20, description="Measures: values of `/vocabularies/measures`; any may hold.")] = (
        Field(default_factory=list)
    )
    value_min: Annotated[Number | SkipJsonSchema[None], Field(description="The low end of the range asked for.", examples=["30"])] = None
    value_max: Annotated[Number | SkipJsonSchema[None], Field(description="The high end of the range asked for.", examples=["50"])] = None
    match: Annotated[
        FigureMatch,
        Field(
            description="How bounds are held against `value_min` and `value_max`: `possible` where the quantity can lie in the range, "
            "`certain` where it must. `about` sets no bounds, so it is never certain; an order of magnitude reaches to the next."
        ),
    ] = FigureMatch.POSSIBLE
    sort: Annotated[FigureSort, Field(description="The order; `-` is descending. By `value`, the lower end of the figure counts.")] = (
        FigureSort.PUBLISHED_DESC
    )

    def bound(self) -> dict[str, object]:
        """The values of the filters; numbers as decimals."""
        ends = {"value_min": self.value_min, "value_max": self.value_max}
        return self.filters() | {name: Decimal(text) for name, text in ends.items() if text is not None}

    def check(self) -> None:
        """Raise :class:`~app.query.errors.QueryError` where the range is reversed."""
        ends = self.bound()
        check_range("value_min", ends.get("value_min"), "value_max", ends.get("value_max"))


class ComparisonQuery(BaseModel):
    """What is compared: figures for one measure, in one place or unit where these are given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Annotated[NameText, Field(description="The measure: a value of `/vocabularies/measures`.", examples=["departures"])]
    place: Annotated[NameText | SkipJsonSchema[None], Field(description="Only figures for this place.", examples=["China"])] = None
    unit: Annotated[NameText | SkipJsonSchema[None], Field(description="Only figures in this unit.")] = None

    @property
    def question(self) -> FigureQuery:
        """The same as a question for figures, the smallest first."""
        return FigureQuery(
            measure=[self.measure],
            place=[self.place] if self.place else [],
            unit=[self.unit] if self.unit else [],
            sort=FigureSort.VALUE,
            limit=MOST_COMPARED,
        )
