"""What a record must meet to belong to an answer: the noun's own filters, and those that every noun has."""

from typing import Any

from sqlalchemy import ColumnElement, case, not_
from sqlmodel import col

from app.db.search import matching
from app.model import Record
from app.query.form import EXCLUDED, OWN_WORDS, WORDS, Form
from app.query.resource import Resource


def conditions_of(resource: Resource, form: Form, dialect: str) -> list[ColumnElement[bool]]:
    """Everything that a question of that form asks of a record."""
    conditions = list(resource.conditions(form))
    if form.has("updated_since"):
        since = col(Record.updated_at) >= form.value("updated_since")
        conditions.append(form.linked(resource.identity, col(Record.item_id), col(Record.noun) == resource.noun, since))
    conditions += [_matches(resource, form, words, dialect) for words in form.values(WORDS)]
    conditions += [not_(_matches(resource, form, words, dialect)) for words in form.values(EXCLUDED)]
    return conditions


def _matches(resource: Resource, form: Form, words: Any, dialect: str) -> ColumnElement[bool]:  # noqa: ANN401 (a place for words)
    """Whether a record has the words: looked up on a walk, and by PostgreSQL always, which would go through a long list for each record."""
    found = matching(resource.noun, words, dialect)
    return found.has(resource.identity) if form.is_walk or dialect == "postgresql" else resource.identity.in_(found.ids)


def relevance_of(resource: Resource, form: Form, dialect: str) -> ColumnElement[int]:
    """1 for records whose own words (a claim's statement) have all that is searched for, 0 for those that need the words around them."""
    best = matching(resource.noun, form.value(OWN_WORDS), dialect)
    return case((best.has(resource.identity), 1), else_=0)
