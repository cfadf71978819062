"""Facets: how many records each value of a filter would leave, under all the other filters of the question."""

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import BindParameter, and_, bindparam, distinct, func, select
from sqlmodel import col

from app.db.snapshot import Snapshot
from app.db.statement import AnySelect, Rows
from app.model import Name
from app.query.conditions import conditions_of
from app.query.errors import Fault, QueryError
from app.query.form import Form
from app.query.parameters import ListQuery
from app.query.question import Question
from app.query.resource import Facet, Resource
from app.query.suggest import did_you_mean, nearest
from app.shape.base import Count

_MOST_VALUES = 100
_MOST_FORMS = 1_000


class FacetValue(BaseModel):
    """A value of a filter, and how many records it would leave."""

    model_config = ConfigDict(frozen=True)

    value: str = Field(max_length=300, description="The value to filter by.")
    name: str = Field(max_length=2000, description="The value for people.")
    count: Count = Field(description="How many records it would leave.")


class FacetCounts(BaseModel):
    """The values of a filter, the most frequent first."""

    model_config = ConfigDict(frozen=True)

    parameter: str = Field(max_length=100, description="The filter.")
    values: list[FacetValue] = Field(max_length=_MOST_VALUES, description="Its values, the most frequent first; at most a hundred.")


def check_facets(resource: Resource, query: ListQuery) -> None:
    """Raise :class:`QueryError` for facets that the noun does not have."""
    if unknown := [name for name in query.wanted_facets() if name not in resource.facets]:
        raise QueryError(*(_unknown(name, resource) for name in unknown))


def count_facets(snapshot: Snapshot, question: Question, query: ListQuery) -> list[FacetCounts]:
    """Every facet that is asked for, of those that the noun has."""
    return [FacetCounts(parameter=name, values=_kept_count(snapshot, question, name)) for name in query.wanted_facets()]


def _kept_count(snapshot: Snapshot, question: Question, parameter: str) -> list[FacetValue]:
    def count() -> list[FacetValue]:
        snapshot.take_time()
        facet = question.resource.facets[parameter]
        counted = _count(question.resource, question.form.without(parameter), snapshot.dialect.name, parameter)
        return _named(snapshot, facet, snapshot.rows(counted, question.values))

    return snapshot.kept(("facet", parameter, question.digest), count)


@lru_cache(_MOST_FORMS)
def _count(resource: Resource, form: Form, dialect: str, parameter: str) -> AnySelect:
    """How many records each value has, in a question that leaves the facet's own filter out."""
    facet = resource.facets[parameter]
    count = (func.count(distinct(resource.identity)) if facet.repeats else func.count()).label("count")
    counted = select(facet.value, count).select_from(resource.table)
    if facet.link is not None:
        owner, condition = facet.link
        key = resource.identity if facet.key is None else facet.key
        counted = counted.join(owner.class_, and_(owner == key, condition))
    counted = counted.where(facet.value.is_not(None), *conditions_of(resource, form, dialect)).group_by(facet.value)
    return counted.order_by(count.desc(), facet.value).limit(_MOST_VALUES)


def _named(snapshot: Snapshot, facet: Facet, rows: Rows) -> list[FacetValue]:
    if facet.noun is None:
        texts = [(str(value).lower() if isinstance(value, bool) else str(value), count) for value, count in rows]
        return [FacetValue(value=text, name=text.replace("_", " "), count=count) for text, count in texts]
    ids = {f"id_{place}": value for place, (value, _) in enumerate(rows)}
    known = {item_id: (public_id, title) for item_id, public_id, title in snapshot.rows(_names(facet.noun, len(ids)), ids)}
    return [FacetValue(value=known[value][0], name=known[value][1], count=count) for value, count in rows]


@lru_cache(_MOST_FORMS)
def _names(noun: str, count: int) -> AnySelect:
    """The public ids and titles of things, by their internal ids."""
    places: list[BindParameter[Any]] = [bindparam(f"id_{place}") for place in range(count)]
    named = select(col(Name.item_id), col(Name.public_id), col(Name.title)).where(col(Name.noun) == noun, col(Name.item_id).in_(places))
    return named.distinct()


def _unknown(name: str, resource: Resource) -> Fault:
    allowed = list(resource.facets)
    near = nearest(name, allowed)
    detail = f"There is no {name!r} among the facets of {resource.noun}.{did_you_mean(near)}"
    return Fault("facets", "unknown_facet", detail, allowed, near)
