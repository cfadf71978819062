"""Whether one record belongs to the answer of a question: what its list would say, asked of that record alone."""

from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from app.db.snapshot import Snapshot
from app.db.statement import AnySelect
from app.query.conditions import conditions_of
from app.query.form import Form
from app.query.question import Question
from app.query.resource import Resource

_MOST_FORMS = 1_000
_ITEM_ID: BindParameter[Any] = bindparam("item_id")


def belongs(snapshot: Snapshot, question: Question, item_id: int) -> bool:
    """Whether the list holds the record with that internal id, in this state of the data."""
    statement = _belonging(question.resource, question.form, snapshot.dialect.name)
    return bool(snapshot.rows(statement, {**question.values, "item_id": item_id}))


@lru_cache(_MOST_FORMS)
def _belonging(resource: Resource, form: Form, dialect: str) -> AnySelect:
    """The conditions of the list, each looked up for the one record, as on a walk."""
    return select(resource.identity).where(resource.identity == _ITEM_ID, *conditions_of(resource, form.walked(None), dialect))
