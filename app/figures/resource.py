"""Figures as a resource."""

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, true
from sqlmodel import col

from app.figures import record
from app.figures.columns import FIGURE_COLUMNS, figure_words
from app.figures.filters import FigureQuery
from app.figures.query import figure_conditions
from app.model import Claim, ClaimTopic, Evidence, Figure, Hop, Involvement
from app.model.columns import Quantity
from app.query.keys import read_day, read_quantity
from app.query.related import related
from app.query.resource import BY_UPDATE, Facet, Resource, Sort
from app.query.rows import loader


def _size(figure: Any) -> ColumnElement[Decimal]:  # noqa: ANN401 (the table or an alias of it)
    """As the index has it: a value that was bound would be another expression to the database."""
    return func.coalesce(figure.least, figure.most, literal_column("0.0"), type_=Quantity())


FIGURES = Resource(
    noun="figures",
    singular="figure",
    table=Figure,
    identity=Figure.id,
    public_id=Figure.public_id,
    query=FigureQuery,
    conditions=figure_conditions,
    sorts={
        "-published": Sort(lambda figure: figure.reported_on, read_day, "newest first", is_descending=True),
        "published": Sort(lambda figure: figure.reported_on, read_day, "oldest first"),
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
    render=record.figure_record,
    record=record.Figure,
    columns=FIGURE_COLUMNS,
    words=figure_words,
    facets={
        "comparator": Facet(col(Figure.comparator)),
        "unit": Facet(col(Figure.unit)),
        "measure": Facet(col(Figure.measure)),
        "place": Facet(col(Figure.place_id), noun="stakeholders"),
        "topic": Facet(col(ClaimTopic.topic_id), (col(ClaimTopic.claim_id), true()), "topics", col(Figure.claim_id)),
        "document": Facet(col(Claim.document_id), (col(Claim.id), true()), "documents", col(Figure.claim_id)),
        **{
            part: Facet(
                col(Involvement.stakeholder_id),
                (col(Involvement.claim_id), col(Involvement.part) == part),
                "stakeholders",
                col(Figure.claim_id),
            )
            for part in ("actor", "claimant")
        },
    },
)
