"""What ``/documents`` may be asked."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from app.query.parameters import Day, ListQuery, Names, Phrases
from app.query.ranges import check_range

_EDGES = {"since": time.min, "until": time.max}


class DocumentSort(StrEnum):
    """The orders of documents; `-` is descending."""

    PUBLISHED_DESC = "-published"
    PUBLISHED = "published"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class DocumentQuery(ListQuery):
    """The filters of documents."""

    references: ClassVar[dict[str, str]] = {"publisher": "stakeholders"}
    narrowing: ClassVar[frozenset[str]] = frozenset({"publisher"})
    phrases: ClassVar[Phrases] = (
        "published by {publisher}",
        "published from {since} to {until}",
        "published since {since}",
        "published until {until}",
        *ListQuery.phrases,
    )

    publisher: Names = Field(default_factory=list, description="Documents that this stakeholder published.", examples=[["Radio Free Asia"]])
    since: Annotated[Day | SkipJsonSchema[None], Field(description="Published on or after this day (UTC).", examples=["2008-01-01"])] = None
    until: Annotated[Day | SkipJsonSchema[None], Field(description="Published on or before this day (UTC).", examples=["2008-12-31"])] = (
        None
    )
    sort: Annotated[DocumentSort, Field(description="The order; `-` is descending. Documents without a date sort as the earliest.")] = (
        DocumentSort.PUBLISHED_DESC
    )

    def bound(self) -> dict[str, object]:
        """The values of the filters; days as the moments at which they begin and end."""
        given = self.filters()
        days = {name: day for name, day in given.items() if isinstance(day, date) and name in _EDGES}
        return given | {name: datetime.combine(day, _EDGES[name], UTC) for name, day in days.items()}

    def check(self) -> None:
        """Raise :class:`~app.query.errors.QueryError` where the range is reversed."""
        check_range("since", self.since, "until", self.until)
