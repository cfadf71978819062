"""Drafts: what is being written. They lie beside the data, in no table that a reader's question reads."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.model.columns import UtcDateTime, stored, text
from app.model.vocabulary import Status


class DraftStatus(StrEnum):
    """Where a draft stands; see the vocabulary `statuses`."""

    DRAFT = Status.DRAFT.value
    IN_REVIEW = Status.IN_REVIEW.value


class Draft(SQLModel, table=True):
    """A record in the making: ``content`` is JSON, complete or not.

    ``record_id`` is the public id of the record that it is to change, and ``base`` the validator of what that read like when the draft
    was begun; both are null for a record that is to be new. ``version`` counts how often the draft was saved.
    """

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(sa_type=text(30), unique=True)
    noun: str = Field(sa_type=text(32))
    record_id: str | None = Field(default=None, sa_type=text(100))
    base: str | None = Field(default=None, max_length=64)
    status: DraftStatus = Field(sa_type=stored(DraftStatus))
    version: int
    content: str
    comment: str | None = None
    created_by: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_by: str
    updated_at: datetime = Field(sa_type=UtcDateTime)
