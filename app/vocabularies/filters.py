"""What ``/vocabularies`` may be asked."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from app.query.parameters import Flag, ListQuery, Phrases


class VocabularySort(StrEnum):
    """The orders of vocabularies; `-` is descending."""

    ID = "id"
    ID_DESC = "-id"
    UPDATED_DESC = "-updated"
    UPDATED = "updated"
    RELEVANCE = "relevance"


class VocabularyQuery(ListQuery):
    """The filters of vocabularies."""

    phrases: ClassVar[Phrases] = {
        "is_closed": ("that are open", "that are closed"),
        "q": "matching {}",
        "updated_since": "changed since {}",
    }

    is_closed: Annotated[
        Flag | SkipJsonSchema[None], Field(description="Only closed vocabularies (enums of this API), or only open ones.")
    ] = None
    sort: Annotated[VocabularySort, Field(description="The order; `-` is descending.")] = VocabularySort.ID
