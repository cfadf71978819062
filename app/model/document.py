"""Documents: the reports, statements and laws that claims are taken from."""

from datetime import datetime

from sqlmodel import Field, Relationship, SQLModel

from app.model.columns import UtcDateTime, text
from app.model.stakeholder import Stakeholder


class Document(SQLModel, table=True):
    """A text that claims rest on. Its full text is not stored: its hash and length say which text the offsets count in."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_type=text(100), unique=True)
    title: str = Field(sa_type=text(300))
    publisher_id: int | None = Field(default=None, foreign_key="stakeholder.id")
    byline: str | None = None
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    language: str
    url: str | None = None
    archived_url: str | None = None
    retrieved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    text_sha256: str = Field(max_length=64)
    text_length: int
    front_matter_blocks: int
    rights: str | None = None

    publisher: Stakeholder | None = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"})
