"""The envelope of every list; each noun adds its ``items``."""

from pydantic import BaseModel, ConfigDict, Field

from app.query.describe import Question
from app.query.facets import FacetCounts
from app.query.snippets import Snippet
from app.shape.base import Count, PagePath


class RecordList(BaseModel):
    """A page of records, how many there are in all, and where to go on."""

    model_config = ConfigDict(frozen=True)

    total: Count = Field(description="How many records the question has, on all pages.")
    next: PagePath | None = Field(description="The next page, relative to the root of this API; null on the last.")
    next_cursor: str | None = Field(max_length=1000, description="The value of `cursor` for the next page; null on the last.")
    facets: list[FacetCounts] = Field(max_length=20, description="The facets that were asked for.")
    snippets: list[Snippet] = Field(max_length=500, description="Where the words of `q` stand in each record, where that was asked for.")
    query: Question = Field(description="The question in words, and what its names were taken to mean.")
