"""A page of a list: one select of ids through the filters, their stored records joined, and where to go on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlmodel import Session, col

from app.db.words import fold
from app.model import Name, Record
from app.query.conditions import conditions_of, sort_of
from app.query.cursor import Cursor, bad_cursor, decode, question_of
from app.query.errors import Fault, QueryError, RecordNotFoundError
from app.query.facets import FacetCounts, check_facets, count_facets
from app.query.kept import kept
from app.query.names import Resolved, resolve
from app.query.parameters import ListQuery
from app.query.resource import Lead, Names, Resource, Sort
from app.query.suggest import nearest

_FEW = 1_000
"""Up to so many records, an index that is led by one filter is not walked for what the others leave."""
_BATCH = 500
"""How many records an export reads at once."""


@dataclass(frozen=True, slots=True)
class Page:
    """Stored records in order, how many the question has in all, and the cursor of the next page if there is one."""

    bodies: Sequence[str]
    total: int
    next_cursor: str | None
    names: Names
    sort: Sort
    facets: Sequence[FacetCounts]


@dataclass(frozen=True, slots=True)
class Row:
    """A stored record, and where the list goes on after it."""

    body: str
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class Selection:
    """What a question selects, in which order, and where it begins."""

    resource: Resource
    sort: Sort
    names: Names
    conditions: Sequence[ColumnElement[bool]]
    question: str
    start: Cursor | None
    lead: Lead | None = None
    """An index to read pages off; its conditions are ``led``."""
    led: Sequence[ColumnElement[bool]] = ()

    def read(self, session: Session, after: Cursor | None, limit: int) -> Sequence[Row]:
        """The next ``limit`` records after a cursor. Raises :class:`QueryError` where its record is gone."""
        page = self._page(session, after, limit).subquery("page")
        stored = (
            select(col(Record.body), col(Record.public_id), page.c.key)
            .select_from(page)
            .outerjoin(Record, and_(col(Record.noun) == self.resource.noun, col(Record.item_id) == page.c.id))
            .order_by(page.c.key.desc() if self.sort.is_descending else page.c.key.asc(), page.c.id)
        )
        return [Row(row.body, Cursor(str(row.key), row.public_id)) for row in session.execute(stored)]

    def _page(self, session: Session, after: Cursor | None, limit: int) -> Select[Any]:
        """The internal ids of those records and what they are sorted by.

        Bodies are joined outside of it, and by an outer join, though every row has its record: SQLite would else begin with
        all records of the noun, which takes 4 s for any page of 200,000 claims, in place of 10 ms.
        """
        resource, sort, lead = self.resource, self.sort, self.lead
        identity, key = (resource.identity, sort.key) if lead is None else (lead.identity, lead.key)
        ids = select(identity.label("id"), key.label("key")).select_from(resource.table if lead is None else identity.class_)
        if lead is not None:
            ids = ids.join(resource.table, resource.identity == identity).where(lead.condition, *self.led)
        else:
            ids = ids.where(*self.conditions)
            if sort.is_of_record:
                ids = ids.join(Record, and_(col(Record.noun) == resource.noun, col(Record.item_id) == resource.identity))
        if after is not None:
            ids = ids.where(self._after(session, after, identity, key))
        return ids.order_by(key.desc() if sort.is_descending else key.asc(), identity).limit(limit)

    def _after(self, session: Session, cursor: Cursor, identity: Any, key: Any) -> ColumnElement[bool]:  # noqa: ANN401 (columns)
        try:
            reached = self.sort.read(cursor.key)
        except ValueError:
            raise bad_cursor("This is not a cursor of this API.") from None
        resource = self.resource
        last = session.execute(select(resource.identity).where(resource.public_id == cursor.public_id)).scalar_one_or_none()
        if last is None:
            raise bad_cursor("The record this cursor points at is gone.")
        if self.sort.is_descending:
            return and_(key <= reached, or_(key < reached, identity > last))
        return and_(key >= reached, or_(key > reached, identity > last))


def read_page(session: Session, resource: Resource, query: ListQuery) -> Page:
    """Answer a list question. Raises :class:`QueryError` for names or a cursor that cannot be followed."""
    selection = select_records(session, resource, query)
    total = _total(session, selection, query)
    if total < _FEW and len(query.filters()) > 1:
        selection = replace(selection, lead=None)  # few of many: sooner found by the other filters
    rows = selection.read(session, selection.start, query.limit + 1)
    shown = rows[: query.limit]
    onward = shown[-1].cursor.encode(selection.question) if len(rows) > query.limit else None
    facets = count_facets(session, resource, query, selection.names)
    return Page([row.body for row in shown], total, onward, selection.names, selection.sort, facets)


def select_records(session: Session, resource: Resource, query: ListQuery) -> Selection:
    """What a question selects and where it begins. Raises :class:`QueryError` for what cannot be followed."""
    check_facets(resource, query)
    names = resolve_names(session, query)
    sort = sort_of(session, resource, query)
    question = question_of(resource.noun, query)
    conditions = conditions_of(session, resource, query, names)
    lead = _lead(resource, query, names, sort)
    parameter = None if lead is None else lead.parameter
    led = conditions if parameter is None else conditions_of(session, resource, query, _without_first(names, parameter))
    selection = Selection(resource, sort, names, conditions, question, None, lead, led)
    return replace(selection, start=_start(session, selection, query.cursor))


def _total(session: Session, selection: Selection, query: ListQuery) -> int:
    def count() -> int:
        counted = select(func.count()).select_from(selection.resource.table).where(*selection.conditions)
        return int(session.execute(counted).scalar_one())

    return kept(session, ("total", selection.resource.noun, query.selecting()), count)


def _lead(resource: Resource, query: ListQuery, names: Names, sort: Sort) -> Lead | None:
    if sort.is_of_record:
        return Lead(col(Record.item_id), sort.key, col(Record.noun) == resource.noun)
    is_own = any(sort is own for own in resource.sorts.values())
    return resource.lead(query, names) if is_own else None


def _without_first(names: Names, parameter: str) -> Names:
    """The same names without the first that is given for a parameter."""
    rest = {name: resolved for name, resolved in names.items() if name != parameter}
    return rest | {parameter: names[parameter][1:]}


def read_all(open_session: Callable[[], Session], selection: Selection) -> Iterator[str]:
    """Every record of a selection, in batches, each through a session of its own that is closed before anything is handed out."""
    cursor = selection.start
    while True:
        with open_session() as session:
            rows = selection.read(session, cursor, _BATCH)
        yield from (row.body for row in rows)
        if len(rows) < _BATCH:
            return
        cursor = rows[-1].cursor


def read_record(session: Session, resource: Resource, public_id: str) -> Record:
    """The stored record with that id. Raises :class:`RecordNotFoundError`."""
    if "\0" in public_id:
        raise RecordNotFoundError(resource.noun, public_id, ())
    found = session.execute(select(Record).where(col(Record.noun) == resource.noun, col(Record.public_id) == public_id))
    record: Record | None = found.scalar_one_or_none()
    if record is None:
        raise RecordNotFoundError(resource.noun, public_id, _near_ids(session, resource.noun, public_id))
    return record


def resolve_names(session: Session, query: ListQuery) -> Names:
    """What every name in the question stands for; all that cannot be resolved are reported together."""
    names: dict[str, list[Resolved]] = {}
    faults: list[Fault] = []
    for parameter, value in query.filters().items():
        if parameter not in query.references:
            continue
        for given in value if isinstance(value, list) else [value]:
            try:
                names.setdefault(parameter, []).append(resolve(session, query.references[parameter], parameter, str(given)))
            except QueryError as error:
                faults += error.faults
    if faults:
        raise QueryError(*faults)
    return names


def _near_ids(session: Session, noun: str, public_id: str) -> list[str]:
    """Ids that may have been meant: the same in lower case, or of what has a name like it (/stakeholders/Beijing means china)."""
    lower = select(col(Record.public_id)).where(col(Record.noun) == noun, col(Record.public_id) == public_id.lower())
    if (same := session.execute(lower).scalar_one_or_none()) is not None:
        return [same]
    named = session.execute(select(col(Name.shown), col(Name.public_id)).where(col(Name.noun) == noun)).all()
    if not named:
        return _nearest_ids(session, noun, public_id)
    exact = [row.public_id for row in named if fold(row.shown) == fold(public_id)]
    ids = {row.shown: row.public_id for row in named}
    return list(dict.fromkeys(exact or (ids[name] for name in nearest(public_id, ids))))


def _nearest_ids(session: Session, noun: str, public_id: str) -> list[str]:
    """The nearest ids of a noun without names; claims and figures have too many, and nobody types theirs."""
    if noun != "vocabularies":
        return []
    return nearest(public_id, session.execute(select(col(Record.public_id)).where(col(Record.noun) == noun)).scalars())


def _start(session: Session, selection: Selection, cursor: str | None) -> Cursor | None:
    """Where the question says to go on: after a page, or after the record of the list whose id stands in for a cursor."""
    if cursor is None:
        return None
    resource = selection.resource
    named = (
        select(selection.sort.key.label("key"), and_(true(), *selection.conditions).label("is_held"))
        .select_from(resource.table)
        .join(Record, and_(col(Record.noun) == resource.noun, col(Record.item_id) == resource.identity))
        .where(resource.public_id == cursor)
    )
    row = session.execute(named).one_or_none()
    if row is None:
        return decode(cursor, selection.question)
    if not row.is_held:
        raise bad_cursor(f"This list does not hold {cursor!r}, so it cannot go on after it.")
    return Cursor(str(row.key), cursor)
