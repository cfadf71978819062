"""Figures as a resource."""

from decimal import Decimal

from sqlalchemy import func, select
from sqlmodel import col

from app.figures.filters import FigureQuery
from app.figures.query import figure_conditions
from app.figures.record import figure_record
from app.model import Claim, ClaimTopic, Evidence, Figure, Hop
from app.model.columns import Quantity
from app.query.keys import read_day, read_quantity
from app.query.related import related
from app.query.resource import BY_UPDATE, Resource, Sort, loader

_reported_on = select(col(Claim.reported_on)).where(col(Claim.id) == col(Figure.claim_id)).scalar_subquery()
_size = func.coalesce(col(Figure.least), col(Figure.most), Decimal(0), type_=Quantity())

FIGURES = Resource(
    noun="figures",
    singular="figure",
    table=Figure,
    identity=Figure.id,
    public_id=Figure.public_id,
    query=FigureQuery,
    conditions=figure_conditions,
    sorts={
        "-published": Sort(_reported_on, read_day, "newest first", is_descending=True),
        "published": Sort(_reported_on, read_day, "oldest first"),
        "-value": Sort(_size, read_quantity, "largest first", is_descending=True),
        "value": Sort(_size, read_quantity, "smallest first"),
    }
    | BY_UPDATE,
    load=loader(
        Figure,
        related(Figure.place),
        related(Figure.evidence, Evidence.document),
        related(Figure.claim, Claim.document),
        related(Figure.claim, Claim.topics, ClaimTopic.topic),
        related(Figure.claim, Claim.chain, Hop.stakeholder),
    ),
    render=figure_record,
)
