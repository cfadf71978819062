"""From the form of a question about stakeholders to conditions on their rows."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.model import Stakeholder
from app.query.form import Form


def stakeholder_conditions(form: Form) -> list[ColumnElement[bool]]:
    """What a stakeholder must meet."""
    conditions: list[ColumnElement[bool]] = []
    if form.has("name"):
        conditions.append(col(Stakeholder.id).in_(form.values("name")))
    if form.has("kind"):
        conditions.append(col(Stakeholder.kind).in_(form.values("kind")))
    conditions += [col(Stakeholder.parent_id) == parent for parent in form.values("parent")]
    return conditions
