"""Figures: quantities with the bounds that the source gives them."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import text as sql
from sqlmodel import Field, Index, Relationship, SQLModel

from app.model.claim import Claim
from app.model.columns import Quantity, stored, text
from app.model.stakeholder import Stakeholder
from app.model.vocabulary import Comparator

if TYPE_CHECKING:
    from app.model.evidence import Evidence


class Figure(SQLModel, table=True):
    """A quantity as printed. ``least`` and ``most`` are the ends of what it can mean, for filters; null is no end.

    ``reported_on`` repeats its claim's, for reading the newest first.
    """

    __table_args__ = (
        Index("ix_figure_reported_on_id", "reported_on", "id"),
        Index("ix_figure_smallest", sql("coalesce(least, most, 0.0)"), "id"),
        Index("ix_figure_largest", sql("coalesce(least, most, 0.0) DESC"), "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(sa_type=text(30), unique=True)
    claim_id: int = Field(default=None, foreign_key="claim.id", index=True)
    as_printed: str
    comparator: Comparator = Field(sa_type=stored(Comparator), index=True)
    value: Decimal | None = Field(default=None, sa_type=Quantity)
    lower: Decimal | None = Field(default=None, sa_type=Quantity)
    upper: Decimal | None = Field(default=None, sa_type=Quantity)
    least: Decimal | None = Field(default=None, sa_type=Quantity, index=True)
    most: Decimal | None = Field(default=None, sa_type=Quantity, index=True)
    unit: str = Field(sa_type=text(100), index=True)
    measure: str = Field(sa_type=text(100), index=True)
    population: str | None = None
    place_id: int | None = Field(default=None, foreign_key="stakeholder.id", index=True)
    period: str | None = None
    duration: str | None = None
    reported_on: date

    claim: Claim = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"}, back_populates="figures")
    place: Stakeholder | None = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"})
    evidence: list["Evidence"] = Relationship(
        sa_relationship_kwargs={"lazy": "raise_on_sql", "order_by": "Evidence.id", "cascade": "all, delete-orphan"}
    )
