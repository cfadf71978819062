"""Facets: how many records each value of a filter would leave, under all the other filters of the question."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import and_, distinct, func, select
from sqlmodel import Session, col

from app.model import Name
from app.query.conditions import conditions_of
from app.query.errors import Fault, QueryError
from app.query.kept import kept
from app.query.parameters import ListQuery
from app.query.resource import Facet, Names, Resource
from app.query.suggest import did_you_mean, nearest

_MOST_VALUES = 100


class FacetValue(BaseModel):
    """A value of a filter, and how many records it would leave."""

    model_config = ConfigDict(frozen=True)

    value: str = Field(max_length=300, description="The value to filter by.")
    name: str = Field(max_length=2000, description="The value for people.")
    count: int = Field(ge=0, description="How many records it would leave.")


class FacetCounts(BaseModel):
    """The values of a filter, the most frequent first."""

    model_config = ConfigDict(frozen=True)

    parameter: str = Field(max_length=100, description="The filter.")
    values: list[FacetValue] = Field(max_length=_MOST_VALUES, description="Its values, the most frequent first; at most a hundred.")


def check_facets(resource: Resource, query: ListQuery) -> None:
    """Raise :class:`QueryError` for facets that the noun does not have."""
    if unknown := [name for name in query.wanted_facets() if name not in resource.facets]:
        raise QueryError(*(_unknown(name, resource) for name in unknown))


def count_facets(session: Session, resource: Resource, query: ListQuery, names: Names) -> list[FacetCounts]:
    """Every facet that is asked for, of those that the noun has."""
    counted = query.wanted_facets()
    return [FacetCounts(parameter=name, values=_kept_count(session, resource, name, query, names)) for name in counted]


def _kept_count(session: Session, resource: Resource, parameter: str, query: ListQuery, names: Names) -> list[FacetValue]:
    key = ("facet", resource.noun, parameter, query.selecting())
    return kept(session, key, lambda: _count(session, resource, parameter, query, names))


def _count(session: Session, resource: Resource, parameter: str, query: ListQuery, names: Names) -> list[FacetValue]:
    facet = resource.facets[parameter]
    without_itself = query.model_copy(update={parameter: type(query).model_fields[parameter].get_default(call_default_factory=True)})
    others = {name: resolved for name, resolved in names.items() if name != parameter}
    counted = select(facet.value, func.count(distinct(resource.identity)).label("count")).select_from(resource.table)
    if facet.link is not None:
        owner, condition = facet.link
        key = resource.identity if facet.key is None else facet.key
        counted = counted.join(owner.class_, and_(owner == key, condition))
    counted = counted.where(facet.value.is_not(None), *conditions_of(session, resource, without_itself, others)).group_by(facet.value)
    rows = session.execute(counted.order_by(func.count(distinct(resource.identity)).desc(), facet.value).limit(_MOST_VALUES)).all()
    return _named(session, facet, rows)


def _named(session: Session, facet: Facet, rows: Sequence[tuple[object, int]]) -> list[FacetValue]:
    if facet.noun is None:
        texts = [(str(value).lower() if isinstance(value, bool) else str(value), count) for value, count in rows]
        return [FacetValue(value=text, name=text.replace("_", " "), count=count) for text, count in texts]
    ids = [value for value, _ in rows]
    known = select(col(Name.item_id), col(Name.public_id), col(Name.title)).where(col(Name.noun) == facet.noun, col(Name.item_id).in_(ids))
    named = {row.item_id: row for row in session.execute(known.distinct())}
    return [FacetValue(value=named[value].public_id, name=named[value].title, count=count) for value, count in rows]


def _unknown(name: str, resource: Resource) -> Fault:
    allowed = list(resource.facets)
    near = nearest(name, allowed)
    detail = f"There is no {name!r} among the facets of {resource.noun}.{did_you_mean(near)}"
    return Fault("facets", "unknown_facet", detail, allowed, near)
