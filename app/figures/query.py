"""From the form of a question about figures to conditions on their rows."""

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from app.model import Claim, ClaimTopic, Figure
from app.model.vocabulary import Comparator, FigureMatch
from app.query.form import Form
from app.query.parties import involved

_WITHOUT_BOUNDS = (Comparator.ABOUT,)
_BELOW_ITS_END = (Comparator.LESS_THAN, Comparator.ORDER_OF_MAGNITUDE)
_ABOVE_ITS_END = (Comparator.MORE_THAN,)


def figure_conditions(form: Form) -> list[ColumnElement[bool]]:
    """What a figure must meet: its own members, its range, and those of its claim."""
    columns = {"comparator": col(Figure.comparator), "unit": col(Figure.unit), "measure": col(Figure.measure)}
    conditions = _of_claim(form)
    conditions += [column.in_(form.values(name)) for name, column in columns.items() if form.has(name)]
    conditions += [col(Figure.place_id) == place for place in form.values("place")]
    return conditions + (_must_lie(form) if form.flag("match") is FigureMatch.CERTAIN else _can_lie(form))


def _can_lie(form: Form) -> list[ColumnElement[bool]]:
    """The figure and the range overlap."""
    conditions: list[ColumnElement[bool]] = []
    if form.has("value_min"):
        least = form.value("value_min")
        reaches = or_(col(Figure.most) > least, and_(col(Figure.most) == least, col(Figure.comparator).not_in(_BELOW_ITS_END)))
        conditions.append(or_(and_(col(Figure.most).is_(None), _has_an_end()), reaches))
    if form.has("value_max"):
        most = form.value("value_max")
        begins = or_(col(Figure.least) < most, and_(col(Figure.least) == most, col(Figure.comparator).not_in(_ABOVE_ITS_END)))
        conditions.append(or_(and_(col(Figure.least).is_(None), _has_an_end()), begins))
    return conditions


def _must_lie(form: Form) -> list[ColumnElement[bool]]:
    """The figure lies within the range, whatever it is."""
    conditions: list[ColumnElement[bool]] = []
    if form.has("value_min"):
        conditions.append(col(Figure.least) >= form.value("value_min"))
    if form.has("value_max"):
        conditions.append(col(Figure.most) <= form.value("value_max"))
    return [col(Figure.comparator).not_in(_WITHOUT_BOUNDS), *conditions] if conditions else []


def _has_an_end() -> ColumnElement[bool]:
    return or_(col(Figure.least).is_not(None), col(Figure.most).is_not(None))


def _of_claim(form: Form) -> list[ColumnElement[bool]]:
    """Those of its claim."""
    claim_id = col(Figure.claim_id)
    conditions = [involved(form, claim_id, part, party) for part in ("actor", "claimant") for party in form.values(part)]
    if form.has("topic"):
        conditions.append(form.linked(claim_id, col(ClaimTopic.claim_id), col(ClaimTopic.topic_id).in_(form.values("topic"))))
    if form.has("document"):
        conditions.append(form.linked(claim_id, col(Claim.id), col(Claim.document_id).in_(form.values("document"))))
    if form.has("claim"):
        conditions.append(claim_id.in_(form.values("claim")))
    return conditions
