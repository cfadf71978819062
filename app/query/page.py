"""A page of a list: one select of ids through the filters, their stored records joined, and where to go on."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, select, true
from sqlmodel import col

from app.db.reads import ReplicaLostError, asking_primary
from app.db.snapshot import Snapshot
from app.db.statement import AnySelect, Values
from app.db.utf8 import utf8
from app.db.words import fold
from app.model import Record
from app.query.conditions import conditions_of
from app.query.cursor import Cursor, bad_cursor, decode
from app.query.describe import describe
from app.query.errors import RecordGoneError, RecordNotFoundError
from app.query.facets import FacetCounts, check_facets, count_facets
from app.query.form import Form
from app.query.names import NAMES_OF
from app.query.parameters import ListQuery
from app.query.question import Question, question_of
from app.query.resource import Resource
from app.query.suggest import nearest
from app.query.ways import LAST_ID, LAST_KEY, Way, sorted_way, walks
from app.shape.row import Rendering

_FEW = 1_000
"""So many rows are looked at in a moment."""
_SORTED = 8
"""What it costs to find and sort a row, in rows that are walked past: the filters find more than what is left of it in the end."""
_BATCH = 500
"""How many records an export reads at once."""
_MOST_FORMS = 1_000
_NOUN: BindParameter[Any] = bindparam("noun")
_PUBLIC_ID: BindParameter[Any] = bindparam("public_id")
_IDS = select(col(Record.public_id)).where(col(Record.noun) == _NOUN)


@dataclass(frozen=True, slots=True)
class Page:
    """Stored records in order, how many the question has in all, and the cursor of the next page if there is one."""

    records: Sequence[bytes]
    total: int
    next_cursor: str | None
    description: str
    """How the question was understood, as JSON."""
    facets: Sequence[FacetCounts]


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it is stored, with what its validators are made of."""

    rendering: bytes
    etag: str
    updated_at: datetime


class Found(NamedTuple):
    """A stored record, and by what the list goes on after it."""

    rendering: bytes
    public_id: str
    key: object

    @property
    def cursor(self) -> Cursor:
        """Where the list goes on after it."""
        return Cursor(str(self.key), self.public_id)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a question selects, in which order, where it begins, and what is read of each record."""

    question: Question
    start: Cursor | None
    reads: Rendering

    def read(self, snapshot: Snapshot, after: Cursor | None, limit: int, ways: Sequence[Way]) -> Sequence[Found]:
        """The next ``limit`` records after a cursor. Raises :class:`~app.query.errors.QueryError` where its record is gone."""
        rows: list[Found] = []
        question = self.question
        values = dict(question.values) if after is None else {**question.values, **self._last(snapshot, after)}
        for way in ways:
            if after is not None and way.tier is not None and way.tier > after.key:
                continue
            is_first = after is None or (way.tier is not None and way.tier < after.key)
            values["limit"] = limit - len(rows)
            rows += map(Found._make, snapshot.rows(_page(question.resource, way, self.reads, is_first=is_first), values))
            if len(rows) == limit:
                break
        return rows

    def walk(self, snapshot: Snapshot) -> Sequence[Way]:
        """The ways along indexes, to be gone one after the other."""
        return _walks(self.question.resource, self.question.form, snapshot.dialect.name)

    def sorted(self, snapshot: Snapshot) -> Sequence[Way]:
        """The only way by the filters."""
        return [_sorted(self.question.resource, self.question.form, snapshot.dialect.name)]

    def _last(self, snapshot: Snapshot, cursor: Cursor) -> dict[str, Any]:
        """The sort key and the internal id of the record that a cursor points at."""
        try:
            key = self.question.sort.read(cursor.key)
        except ValueError:
            raise bad_cursor("This is not a cursor of this API.") from None
        found = snapshot.rows(_internal_id(self.question.resource), {"public_id": cursor.public_id})
        if not found:
            raise bad_cursor("The record this cursor points at is gone.")
        return {LAST_KEY: key, LAST_ID: found[0][0]}


def read_page(snapshot: Snapshot, resource: Resource, query: ListQuery, reads: Rendering = "body") -> Page:
    """Answer a list question. Raises :class:`~app.query.errors.QueryError` for names or a cursor that cannot be followed."""
    selection = select_records(snapshot, resource, query, reads)
    question = selection.question
    total = _total(snapshot, resource, question.form, question.values)
    rows = selection.read(snapshot, selection.start, query.limit + 1, _way_to(snapshot, selection, total, query.limit))
    shown = rows[: query.limit]
    onward = shown[-1].cursor.encode(question.digest) if len(rows) > query.limit else None
    facets = count_facets(snapshot, question, query)
    return Page([row.rendering for row in shown], total, onward, _described(snapshot, question, query), facets)


def _described(snapshot: Snapshot, question: Question, query: ListQuery) -> str:
    def tell() -> str:
        return describe(question.resource, query, question.names, question.sort.phrase).model_dump_json(exclude_none=True)

    return snapshot.kept(("description", question.digest), tell)


def select_records(snapshot: Snapshot, resource: Resource, query: ListQuery, reads: Rendering = "body") -> Selection:
    """What a question selects and where it begins. Raises :class:`~app.query.errors.QueryError` for what cannot be followed."""
    check_facets(resource, query)
    question = question_of(snapshot, resource, query)
    return Selection(question, _start(snapshot, question, query.cursor), reads)


def read_all(open_snapshot: Callable[[], AbstractContextManager[Snapshot]], selection: Selection) -> Iterator[bytes]:
    """Every record of a selection, in batches, each in a snapshot of its own that is closed before anything is handed out."""
    cursor = selection.start

    def batch() -> Sequence[Found]:
        with open_snapshot() as snapshot:
            return selection.read(snapshot, cursor, _BATCH, selection.walk(snapshot))

    while True:
        try:
            rows = batch()
        except ReplicaLostError:  # what was sent cannot be taken back, but the rest can come from elsewhere
            with asking_primary():
                rows = batch()
        yield from (row.rendering for row in rows)
        if len(rows) < _BATCH:
            return
        cursor = rows[-1].cursor


def stored(reads: Rendering) -> ColumnElement[bytes]:
    """What is read of a stored record, as it is passed on."""
    return utf8(col(getattr(Record, reads)))


def read_record(snapshot: Snapshot, resource: Resource, public_id: str, reads: Rendering = "body") -> StoredRecord:
    """The stored record with that id. Raises :class:`RecordNotFoundError`, or :class:`RecordGoneError` where there is one no more."""
    if "\0" in public_id:
        raise RecordNotFoundError(resource.noun, public_id, ())
    found = snapshot.rows(_record(reads), {"noun": resource.noun, "public_id": public_id})
    if not found:
        raise RecordNotFoundError(resource.noun, public_id, _near_ids(snapshot, resource.noun, public_id))
    *record, gone, moved_to = found[0]
    if gone is not None:
        raise RecordGoneError(resource.noun, public_id, moved_to)
    return StoredRecord(*record)


def _way_to(snapshot: Snapshot, selection: Selection, total: int, limit: int) -> Sequence[Way]:
    """The way to a page that costs less: sorting what is found, or walking past what else there is."""
    walk = selection.walk(snapshot)
    if walk[0].is_alone:
        return walk
    whole = _led_total(snapshot, selection.question, walk[0].led_by)
    passed = limit * whole // max(total, 1)
    if min(total, passed) > _FEW:
        snapshot.take_time()
    return walk if passed < total * _SORTED else selection.sorted(snapshot)


def _led_total(snapshot: Snapshot, question: Question, parameter: str | None) -> int:
    """How many records a walk is along: those of the filter that leads it, or all that the noun has."""
    if parameter is None:
        return _total(snapshot, question.resource, Form(), {})
    form = Form(counts=((parameter, 1),))  # its first value, which leads
    return _total(snapshot, question.resource, form, {place.key: question.values[place.key] for place in form.values(parameter)})


def _total(snapshot: Snapshot, resource: Resource, form: Form, values: Values) -> int:
    """How many records a question selects, in whatever order."""

    def count() -> int:
        snapshot.take_time()
        unordered = replace(form, sort=next(iter(resource.sorts)))
        ((total,),) = snapshot.rows(_count(resource, unordered, snapshot.dialect.name), values)
        return int(total)

    return snapshot.kept(("total", resource.noun, form.counts, form.flags, *values.values()), count)


def _near_ids(snapshot: Snapshot, noun: str, public_id: str) -> list[str]:
    """Ids that may have been meant: the same in lower case, or of what has a name like it (/stakeholders/Beijing means china)."""
    snapshot.take_time()
    if snapshot.rows(_record("body"), {"noun": noun, "public_id": public_id.lower()}):
        return [public_id.lower()]
    named = snapshot.rows(NAMES_OF, {"noun": noun})
    if not named:
        return _nearest_ids(snapshot, noun, public_id)
    exact = [named_id for shown, named_id in named if fold(shown) == fold(public_id)]
    ids: dict[str, str] = dict(named)
    return list(dict.fromkeys(exact or (ids[name] for name in nearest(public_id, ids))))


def _nearest_ids(snapshot: Snapshot, noun: str, public_id: str) -> list[str]:
    """The nearest ids of a noun without names; claims and figures have too many, and nobody types theirs."""
    if noun != "vocabularies":
        return []
    return nearest(public_id, [found for (found,) in snapshot.rows(_IDS, {"noun": noun})])


def _start(snapshot: Snapshot, question: Question, cursor: str | None) -> Cursor | None:
    """Where the question says to go on: after a page, or after the record of the list whose id stands in for a cursor."""
    if cursor is None:
        return None
    named = snapshot.rows(_named(question.resource, question.form, snapshot.dialect.name), {**question.values, "public_id": cursor})
    if not named:
        return decode(cursor, question.digest)
    ((key, is_held),) = named
    if not is_held:
        raise bad_cursor(f"This list does not hold {cursor!r}, so it cannot go on after it.")
    return Cursor(str(key), cursor)


_remembered = lru_cache(_MOST_FORMS)


_walks = _remembered(walks)
_sorted = _remembered(sorted_way)


@_remembered
def _record(reads: Rendering) -> AnySelect:
    named = and_(col(Record.noun) == _NOUN, col(Record.public_id) == _PUBLIC_ID)
    return select(stored(reads), col(Record.etag), col(Record.updated_at), col(Record.gone), col(Record.moved_to)).where(named)


@_remembered
def _page(resource: Resource, way: Way, reads: Rendering, *, is_first: bool) -> AnySelect:
    """Rows of (stored record, public id, sort key): as many as ``limit`` says, from the first or after the last.

    Records are joined outside of the selection, and by an outer join, though every row has its record: SQLite would else begin with
    all records of the noun, which takes 4 s for any page of 200,000 claims, in place of 10 ms.
    """
    ids = way.ids(is_first=is_first).limit(bindparam("limit")).subquery("page")
    own = and_(col(Record.noun) == resource.noun, col(Record.item_id) == ids.c.id)
    page = select(stored(reads), col(Record.public_id), ids.c.key).select_from(ids).outerjoin(Record, own)
    return page.order_by(ids.c.key.desc() if way.sort.is_descending else ids.c.key.asc(), ids.c.id)


@_remembered
def _count(resource: Resource, form: Form, dialect: str) -> AnySelect:
    (walk, *_) = _walks(resource, form, dialect)
    if walk.is_alone and walk.tier is None:
        return select(func.count()).select_from(walk.rows).where(*walk.conditions)
    return select(func.count()).select_from(resource.table).where(*conditions_of(resource, form, dialect))


@_remembered
def _internal_id(resource: Resource) -> AnySelect:
    return select(resource.identity).where(resource.public_id == _PUBLIC_ID)


@_remembered
def _named(resource: Resource, form: Form, dialect: str) -> AnySelect:
    """The sort key of one record, and whether the list holds it."""
    way = _sorted(resource, form, dialect)
    held = and_(true(), *way.conditions).label("is_held")
    return select(way.key.label("key"), held).select_from(way.rows).where(resource.public_id == _PUBLIC_ID)
