"""The envelope of every list; each noun adds its ``items``."""

from pydantic import BaseModel, ConfigDict, Field

from app.query.describe import Question


class RecordList(BaseModel):
    """A page of records, how many there are in all, and where to go on."""

    model_config = ConfigDict(frozen=True)

    total: int = Field(ge=0, description="How many records the question has, on all pages.")
    next: str | None = Field(max_length=10_000, description="The next page, relative to the root of this API; null on the last.")
    next_cursor: str | None = Field(max_length=1000, description="The value of `cursor` for the next page; null on the last.")
    query: Question = Field(description="The question in words, and what its names were taken to mean.")
