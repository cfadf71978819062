"""Stakeholders: the parties that claim, decide, are accused or are affected, and the names they go by."""

from typing import Optional

from sqlmodel import Field, Relationship, SQLModel

from app.model.columns import stored, text
from app.model.vocabulary import StakeholderKind


class Stakeholder(SQLModel, table=True):
    """One party. ``outside_knowledge`` lists the members that no report told us."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_type=text(100), unique=True)
    name: str = Field(sa_type=text(300), index=True)
    kind: StakeholderKind = Field(sa_type=stored(StakeholderKind), index=True)
    description: str | None = None
    parent_id: int | None = Field(default=None, foreign_key="stakeholder.id", index=True)
    iso_alpha_2: str | None = Field(default=None, max_length=2)
    iso_alpha_3: str | None = Field(default=None, max_length=3)
    outside_knowledge: str = ""

    parent: Optional["Stakeholder"] = Relationship(
        sa_relationship_kwargs={"lazy": "raise_on_sql", "remote_side": "Stakeholder.id", "join_depth": 1}
    )
    aliases: list["Alias"] = Relationship(
        sa_relationship_kwargs={"lazy": "raise_on_sql", "order_by": "Alias.position", "cascade": "all, delete-orphan"}
    )
    identifiers: list["Identifier"] = Relationship(
        sa_relationship_kwargs={"lazy": "raise_on_sql", "order_by": "Identifier.id", "cascade": "all, delete-orphan"}
    )


class Alias(SQLModel, table=True):
    """Another name of a stakeholder, as a report prints it or as it is known elsewhere."""

    id: int | None = Field(default=None, primary_key=True)
    stakeholder_id: int = Field(default=None, foreign_key="stakeholder.id", index=True)
    position: int
    name: str
    language: str
    is_outside_knowledge: bool


class Identifier(SQLModel, table=True):
    """The stakeholder in somebody else's register (``scheme`` such as ``wikidata``), or a page that is about it (``same-as``)."""

    id: int | None = Field(default=None, primary_key=True)
    stakeholder_id: int = Field(default=None, foreign_key="stakeholder.id", index=True)
    scheme: str
    value: str
