"""The ways to the records of an answer: a walk along an index that has them in order already, or by the filters, to be sorted.

A walk costs what it passes by, sorting what it finds: so a page of many is walked to, and few are sorted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, FromClause, and_, bindparam, inspect, literal_column, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.db.search import Matches, matching
from app.db.statement import AnySelect
from app.db.ways import gathered, looked_up
from app.model import Record
from app.query.conditions import conditions_of, relevance_of
from app.query.form import OWN_WORDS, WORDS, WORDS_AROUND, Form
from app.query.order import BY_RELEVANCE, sort_of
from app.query.resource import Lead, Resource, Sort

LAST_KEY, LAST_ID = "last_key", "last_id"
"""What a page goes on after: the sort key of the last record, and its internal id."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Rows with the internal ids and the sort keys of records, and what must hold of them."""

    sort: Sort
    rows: FromClause
    identity: Any
    key: Any
    conditions: Sequence[ColumnElement[bool]]
    led_by: str | None = None
    """The filter whose rows these are, by its first value; None where they are those of no filter alone."""
    is_alone: bool = False
    """Whether an index has these rows, in order, and no others: then a page costs what its rows cost, however many there are."""
    tier: str | None = None
    """The sort key, as cursors write it, where all rows have the same."""

    def ids(self, *, is_first: bool) -> AnySelect:
        """Internal ids and sort keys, in order: from the first on, or after ``LAST_KEY`` and ``LAST_ID``."""
        return self._found(is_first=is_first).order_by(*self._order())

    def _found(self, *, is_first: bool) -> AnySelect:
        found = select(self.identity.label("id"), self.key.label("key")).select_from(self.rows).where(*self.conditions)
        return found if is_first else found.where(self._after(bindparam(LAST_ID)))

    def _after(self, last_id: ColumnElement[int]) -> ColumnElement[bool]:
        last_key: BindParameter[Any] = bindparam(LAST_KEY)
        if self.sort.is_descending:
            return and_(self.key <= last_key, or_(self.key < last_key, self.identity > last_id))
        return and_(self.key >= last_key, or_(self.key > last_key, self.identity > last_id))

    def _order(self) -> Sequence[ColumnElement[Any]]:
        return _in_order(self.sort, self.key, self.identity)


@dataclass(frozen=True, slots=True, eq=False)
class GatheringWay(Way):
    """The same, all of them found before they are put in order: for PostgreSQL, which would rather walk past all others."""

    def ids(self, *, is_first: bool) -> AnySelect:
        """As :meth:`Way.ids`."""
        found = gathered(self._found(is_first=is_first))
        return select(found.c.id, found.c.key).order_by(*_in_order(self.sort, found.c.key, found.c.id))


@dataclass(frozen=True, slots=True, eq=False)
class MatchWay(Way):
    """Rows of the full text, in the order of the internal ids."""

    matches: Matches = field(kw_only=True)

    def _after(self, last_id: ColumnElement[int]) -> ColumnElement[bool]:
        return self.matches.after(last_id)

    def _order(self) -> Sequence[ColumnElement[Any]]:
        return [self.matches.place]


def sorted_way(resource: Resource, form: Form, dialect: str) -> Way:
    """The records that meet all filters; the database puts them in order."""
    sort = sort_of(resource, form.sort)
    if sort is BY_RELEVANCE:
        key: Any = relevance_of(resource, form, dialect)
    elif sort.is_of_record:  # looked up for each that is found: joined, SQLite would begin with all records of the noun
        own = and_(col(Record.noun) == resource.noun, col(Record.item_id) == resource.identity)
        key = select(sort.key(Record)).where(own).scalar_subquery()
    else:
        key = sort.key(resource.table)
    way = Way if dialect == "sqlite" else GatheringWay
    return way(sort, resource.table.__table__, resource.identity, key, conditions_of(resource, form, dialect))


def walks(resource: Resource, form: Form, dialect: str) -> Sequence[Way]:
    """The ways off indexes, to be gone one after the other."""
    sort = sort_of(resource, form.sort)
    if sort is BY_RELEVANCE:
        return [_match_walk(resource, form, dialect, words, tier) for words, tier in ((OWN_WORDS, "1"), (WORDS_AROUND, "0"))]
    lead = _lead(resource, form, sort)
    is_alone = _is_alone(form, lead.parameter)
    conditions = [lead.condition, *_held(resource, form.walked(lead.parameter), dialect, lead.identity)]
    return [Way(sort, inspect(lead.table).selectable, lead.identity, lead.key, conditions, led_by=lead.parameter, is_alone=is_alone)]


def _lead(resource: Resource, form: Form, sort: Sort) -> Lead:
    """The index that leads: that of the changes, that of a filter, or that of all records in the order of the list."""
    if sort.is_of_record:
        return Lead(Record, col(Record.item_id), sort.key(Record), col(Record.noun) == resource.noun)
    own = aliased(resource.table)
    return resource.lead(form) or Lead(own, own.id, sort.key(own), true())


def _match_walk(resource: Resource, form: Form, dialect: str, words: str, tier: str) -> Way:
    found = matching(resource.noun, form.value(words), dialect)
    is_alone = _is_alone(form, WORDS)
    conditions = [found.condition, *_held(resource, form.walked(WORDS), dialect, found.item_id)]
    return MatchWay(BY_RELEVANCE, found.table, found.item_id, literal_column(tier), conditions, is_alone=is_alone, tier=tier, matches=found)


def _held(resource: Resource, form: Form, dialect: str, identity: Any) -> list[ColumnElement[bool]]:  # noqa: ANN401 (an SQL column)
    """What a record that is met on a walk must meet besides, to be in the answer.

    It is looked up by itself, so that no database takes the index of another filter and sorts all that it finds there.
    """
    others = conditions_of(resource, form, dialect)
    return [looked_up(dialect, resource.identity == identity, *others)] if others else []


def _in_order(sort: Sort, key: Any, identity: Any) -> Sequence[ColumnElement[Any]]:  # noqa: ANN401 (SQL columns)
    return [key.desc() if sort.is_descending else key.asc(), identity]


def _is_alone(form: Form, parameter: str | None) -> bool:
    return form.filters == (0 if parameter is None else 1)
