"""From a question about figures to conditions on their rows."""

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlmodel import col

from app.figures.filters import FigureQuery
from app.model import Claim, ClaimTopic, Figure, Involvement
from app.model.vocabulary import HIDDEN_STATUSES, Comparator, FigureMatch
from app.query.names import Resolved
from app.query.ranges import check_range
from app.query.resource import Names

_WITHOUT_BOUNDS = (Comparator.ABOUT,)
_BELOW_ITS_END = (Comparator.LESS_THAN, Comparator.ORDER_OF_MAGNITUDE)
_ABOVE_ITS_END = (Comparator.MORE_THAN,)


def figure_conditions(query: FigureQuery, names: Names) -> list[ColumnElement[bool]]:
    """What a figure must meet: its own members, its range, and those of its claim."""
    conditions = _of_claim(names)
    if query.comparator:
        conditions.append(col(Figure.comparator).in_(query.comparator))
    if "unit" in names:
        conditions.append(col(Figure.unit).in_([item.id for item in names["unit"]]))
    if "measure" in names:
        conditions.append(col(Figure.measure).in_([item.id for item in names["measure"]]))
    conditions += [col(Figure.place_id) == item.item_id for item in names.get("place", ())]
    least = None if query.value_min is None else Decimal(query.value_min)
    most = None if query.value_max is None else Decimal(query.value_max)
    check_range("value_min", least, "value_max", most)
    is_in_range = _must_lie if query.match is FigureMatch.CERTAIN else _can_lie
    return conditions + is_in_range(least, most)


def _can_lie(least: Decimal | None, most: Decimal | None) -> list[ColumnElement[bool]]:
    """The figure and the range overlap."""
    conditions: list[ColumnElement[bool]] = []
    if least is not None:
        reaches = or_(col(Figure.most) > least, and_(col(Figure.most) == least, col(Figure.comparator).not_in(_BELOW_ITS_END)))
        conditions.append(or_(and_(col(Figure.most).is_(None), _has_an_end()), reaches))
    if most is not None:
        begins = or_(col(Figure.least) < most, and_(col(Figure.least) == most, col(Figure.comparator).not_in(_ABOVE_ITS_END)))
        conditions.append(or_(and_(col(Figure.least).is_(None), _has_an_end()), begins))
    return conditions


def _must_lie(least: Decimal | None, most: Decimal | None) -> list[ColumnElement[bool]]:
    """The figure lies within the range, whatever it is."""
    if least is None and most is None:
        return []
    conditions: list[ColumnElement[bool]] = [col(Figure.comparator).not_in(_WITHOUT_BOUNDS)]
    if least is not None:
        conditions.append(col(Figure.least) >= least)
    if most is not None:
        conditions.append(col(Figure.most) <= most)
    return conditions


def _has_an_end() -> ColumnElement[bool]:
    return or_(col(Figure.least).is_not(None), col(Figure.most).is_not(None))


def _of_claim(names: Names) -> list[ColumnElement[bool]]:
    """Those of its claim. That it is public is said by the hidden ones, which are few: SQLite would else list all claims."""
    claim_id = col(Figure.claim_id)
    conditions: list[ColumnElement[bool]] = [claim_id.not_in(select(col(Claim.id)).where(col(Claim.status).in_(HIDDEN_STATUSES)))]
    for part in ("actor", "claimant"):
        conditions += [claim_id.in_(_involving(part, item)) for item in names.get(part, ())]
    if "topic" in names:
        topics = [item.item_id for item in names["topic"]]
        conditions.append(claim_id.in_(select(col(ClaimTopic.claim_id)).where(col(ClaimTopic.topic_id).in_(topics))))
    if "document" in names:
        documents = [item.item_id for item in names["document"]]
        conditions.append(claim_id.in_(select(col(Claim.id)).where(col(Claim.document_id).in_(documents))))
    if "claim" in names:
        conditions.append(claim_id.in_([item.item_id for item in names["claim"]]))
    return conditions


def _involving(part: str, item: Resolved) -> Select[Any]:
    return select(col(Involvement.claim_id)).where(col(Involvement.part) == part, col(Involvement.stakeholder_id) == item.item_id)
