"""What ``/topics`` may be asked."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from app.query.parameters import ListQuery, Phrases


class TopicSort(StrEnum):
    """The orders of topics; `-` is descending."""

    NAME = "name"
    NAME_DESC = "-name"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class TopicQuery(ListQuery):
    """The filters of topics: only those that every list has."""

    phrases: ClassVar[Phrases] = {"q": "matching {}", "updated_since": "changed since {}"}

    sort: Annotated[TopicSort, Field(description="The order; `-` is descending.")] = TopicSort.NAME
