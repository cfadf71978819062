"""What ``/topics`` may be asked."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.query.parameters import ListQuery


class TopicSort(StrEnum):
    """The orders of topics; `-` is descending."""

    NAME = "name"
    NAME_DESC = "-name"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class TopicQuery(ListQuery):
    """The filters of topics: only those that every list has."""

    sort: Annotated[TopicSort, Field(description="The order; `-` is descending.")] = TopicSort.NAME
