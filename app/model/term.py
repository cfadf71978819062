"""Vocabularies as data: the closed ones that the code knows, and the open lists of units and measures."""

from sqlmodel import Field, Relationship, SQLModel, UniqueConstraint

from app.model.columns import text


class Vocabulary(SQLModel, table=True):
    """A list of values that a field may take; closed where its meaning closes it, open where data may add to it."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_type=text(100), unique=True)
    description: str
    is_closed: bool

    terms: list["Term"] = Relationship(
        sa_relationship_kwargs={"lazy": "raise_on_sql", "order_by": "Term.position", "cascade": "all, delete-orphan"}
    )


class Term(SQLModel, table=True):
    """One value of a vocabulary."""

    __table_args__ = (UniqueConstraint("vocabulary_id", "value"),)

    id: int | None = Field(default=None, primary_key=True)
    vocabulary_id: int = Field(default=None, foreign_key="vocabulary.id")
    position: int
    value: str = Field(sa_type=text(100))
    label: str
    definition: str
    example: str
    mapping: str | None = None
