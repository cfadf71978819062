"""From a question about stakeholders to conditions on their rows."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.model import Stakeholder
from app.query.resource import Names
from app.stakeholders.filters import StakeholderQuery


def stakeholder_conditions(query: StakeholderQuery, names: Names) -> list[ColumnElement[bool]]:
    """What a stakeholder must meet."""
    conditions: list[ColumnElement[bool]] = []
    if "name" in names:
        conditions.append(col(Stakeholder.id).in_([item.item_id for item in names["name"]]))
    if query.kind:
        conditions.append(col(Stakeholder.kind).in_(query.kind))
    conditions += [col(Stakeholder.parent_id) == item.item_id for item in names.get("parent", ())]
    return conditions
