"""What ``/stakeholders`` may be asked."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from app.model.vocabulary import StakeholderKind
from app.query.parameters import ListQuery, Names, NameText, Phrases


class StakeholderSort(StrEnum):
    """The orders of stakeholders; `-` is descending."""

    NAME = "name"
    NAME_DESC = "-name"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class StakeholderQuery(ListQuery):
    """The filters of stakeholders."""

    references: ClassVar[dict[str, str]] = {"name": "stakeholders", "parent": "stakeholders"}
    narrowing: ClassVar[frozenset[str]] = frozenset({"parent"})
    phrases: ClassVar[Phrases] = ("called {name}", "of kind {kind}", "belonging to {parent}", *ListQuery.phrases)

    name: Annotated[
        list[NameText],
        Field(max_length=20, description="Stakeholders that have this id, name, alias or ISO code; any may hold.", examples=[["Beijing"]]),
    ] = Field(default_factory=list)
    kind: Annotated[list[StakeholderKind], Field(max_length=20, description="Kinds of stakeholder; any may hold.")] = Field(
        default_factory=list
    )
    parent: Names = Field(
        default_factory=list, description="Stakeholders that belong to this one, such as a state's embassies.", examples=[["South Korea"]]
    )
    sort: Annotated[StakeholderSort, Field(description="The order; `-` is descending.")] = StakeholderSort.NAME
