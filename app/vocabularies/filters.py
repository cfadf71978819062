"""What ``/vocabularies`` may be asked."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from app.query.parameters import Flag, Labels, ListQuery, Phrases


class VocabularySort(StrEnum):
    """The orders of vocabularies; `-` is descending."""

    ID = "id"
    ID_DESC = "-id"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class VocabularyQuery(ListQuery):
    """The filters of vocabularies."""

    phrases: ClassVar[Phrases] = ("that are {is_closed}", *ListQuery.phrases)
    labels: ClassVar[Labels] = {"is_closed": {True: "closed", False: "open"}}

    is_closed: Annotated[
        Flag | SkipJsonSchema[None], Field(description="Only closed vocabularies (enums of this API), or only open ones.")
    ] = None
    sort: Annotated[VocabularySort, Field(description="The order; `-` is descending.")] = VocabularySort.ID
