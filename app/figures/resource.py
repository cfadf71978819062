"""Figures as a resource."""

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from sqlmodel import col

from app.figures.filters import FigureQuery
from app.figures.query import figure_conditions
from app.figures.record import figure_record
from app.model import Claim, ClaimTopic, Evidence, Figure, Hop
from app.query.resource import BY_UPDATE, Resource, Sort, loader

_reported_on = select(col(Claim.reported_on)).where(col(Claim.id) == col(Figure.claim_id)).scalar_subquery()
_size = func.coalesce(col(Figure.least), col(Figure.most), Decimal(0), type_=col(Figure.least).type)

FIGURES = Resource(
    noun="figures",
    singular="figure",
    table=Figure,
    identity=Figure.id,
    public_id=Figure.public_id,
    query=FigureQuery,
    conditions=figure_conditions,
    sorts={
        "-published": Sort(_reported_on, date.fromisoformat, "newest first", is_descending=True),
        "published": Sort(_reported_on, date.fromisoformat, "oldest first"),
        "-value": Sort(_size, Decimal, "largest first", is_descending=True),
        "value": Sort(_size, Decimal, "smallest first"),
    }
    | BY_UPDATE,
    load=loader(
        Figure,
        selectinload(Figure.place),
        selectinload(Figure.evidence).selectinload(Evidence.document),
        selectinload(Figure.claim).selectinload(Claim.document),
        selectinload(Figure.claim).selectinload(Claim.topics).selectinload(ClaimTopic.topic),
        selectinload(Figure.claim).selectinload(Claim.chain).selectinload(Hop.stakeholder),
    ),
    render=figure_record,
)
