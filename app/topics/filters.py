"""What ``/topics`` may be asked."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.query.parameters import ListQuery

TopicSort = Literal["name", "-name", "-updated", "updated"]


class TopicQuery(ListQuery):
    """The filters of topics: only those that every list has."""

    phrases: ClassVar[dict[str, str]] = {"updated_since": "changed since {}"}

    sort: Annotated[TopicSort, Field(description="The order; `-` is descending.")] = "name"
