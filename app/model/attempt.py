"""The audit: who changed what and when, and who tried to."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.model.columns import UtcDateTime, text


class Attempt(SQLModel, table=True):
    """One request to change something, with its outcome.

    ``status`` is that of the answer; ``content`` is what was sent where it was refused, so that nobody's text is lost.
    """

    id: int | None = Field(default=None, primary_key=True)
    attempted_at: datetime = Field(sa_type=UtcDateTime)
    key_id: str = Field(sa_type=text(26), index=True)
    key_name: str
    method: str
    path: str
    request_id: str
    status: int
    noun: str | None = Field(default=None, sa_type=text(32))
    record_id: str | None = Field(default=None, sa_type=text(100))
    comment: str | None = None
    note: str | None = None
    detail: str | None = None
    content: str | None = None
