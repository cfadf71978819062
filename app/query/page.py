"""A page of a list: one select of ids through the filters, their stored records joined, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session, col

from app.model import Name, Record
from app.query.cursor import Cursor, bad_cursor, decode, question_of
from app.query.errors import Fault, QueryError, RecordNotFoundError
from app.query.names import Resolved, fold, resolve
from app.query.parameters import ListQuery
from app.query.resource import Names, Resource, Sort
from app.query.suggest import nearest


@dataclass(frozen=True, slots=True)
class Page:
    """Stored records in order, how many the question has in all, and the cursor of the next page if there is one."""

    bodies: Sequence[str]
    total: int
    next_cursor: str | None
    names: Names


def read_page(session: Session, resource: Resource, query: ListQuery) -> Page:
    """Answer a list question. Raises :class:`QueryError` for names or a cursor that cannot be followed."""
    names = resolve_names(session, query)
    conditions = _conditions(resource, query, names)
    total = session.execute(select(func.count()).select_from(resource.table).where(*conditions)).scalar_one()
    rows = session.execute(_select_page(session, resource, query, conditions)).all()
    shown = rows[: query.limit]
    more = len(rows) > query.limit
    next_cursor = Cursor(str(shown[-1].key), shown[-1].public_id).encode(question_of(resource.noun, query)) if more else None
    return Page([row.body for row in shown], total, next_cursor, names)


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


def _conditions(resource: Resource, query: ListQuery, names: Names) -> list[ColumnElement[bool]]:
    conditions = list(resource.conditions(query, names))
    if query.updated_since is not None:
        recent = select(col(Record.item_id)).where(col(Record.noun) == resource.noun, col(Record.updated_at) >= query.updated_since)
        conditions.append(resource.identity.in_(recent))
    return conditions


def _select_page(session: Session, resource: Resource, query: ListQuery, conditions: list[ColumnElement[bool]]) -> Select[Any]:
    sort = resource.sort_of(query)
    if query.cursor is not None:
        conditions = [*conditions, _after(session, resource, sort, decode(query.cursor, question_of(resource.noun, query)))]
    return (
        select(col(Record.body), col(Record.public_id), sort.key.label("key"))
        .select_from(resource.table)
        .join(Record, and_(col(Record.noun) == resource.noun, col(Record.item_id) == resource.identity))
        .where(*conditions)
        .order_by(sort.key.desc() if sort.is_descending else sort.key.asc(), resource.identity)
        .limit(query.limit + 1)
    )


def _after(session: Session, resource: Resource, sort: Sort, cursor: Cursor) -> ColumnElement[bool]:
    try:
        key = sort.read(cursor.key)
    except ValueError:
        raise bad_cursor("This is not a cursor of this API.") from None
    last = session.execute(select(resource.identity).where(resource.public_id == cursor.public_id)).scalar_one_or_none()
    if last is None:
        raise bad_cursor("The record this cursor points at is gone.")
    beyond = sort.key < key if sort.is_descending else sort.key > key
    return or_(beyond, and_(sort.key == key, resource.identity > last))
