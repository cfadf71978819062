"""Reading the versions of a record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import BindParameter, and_, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.db.snapshot import Snapshot
from app.db.statement import Rows
from app.db.utf8 import utf8
from app.history.shape import RecordVersion, VersionList
from app.limits import GATHERED
from app.model import Change, Record
from app.query.errors import RecordGoneError, RecordNotFoundError
from app.query.page import read_record
from app.query.resource import Resource
from app.shape.base import in_zulu

_NOUN: BindParameter[Any] = bindparam("noun")
_PUBLIC_ID: BindParameter[Any] = bindparam("public_id")
_VERSION: BindParameter[Any] = bindparam("version")
_UNTIL: BindParameter[Any] = bindparam("until")
_IS_OURS = and_(col(Record.noun) == _NOUN, col(Record.public_id) == _PUBLIC_ID)
_IS_ITS = and_(col(Change.noun) == col(Record.noun), col(Change.item_id) == col(Record.item_id))
BODY = func.coalesce(col(Change.body), col(Record.body))
_others = aliased(Change)
_FIRST = (
    select(func.min(_others.version))
    .where(col(_others.noun) == col(Record.noun), col(_others.item_id) == col(Record.item_id))
    .scalar_subquery()
)
_STATE = select(
    utf8(BODY),
    func.coalesce(col(Change.etag), col(Record.etag)),
    col(Change.changed_at),
    col(Change.version),
    _FIRST,
    col(Record.version),
).join_from(Record, Change, _IS_ITS)
_OF_VERSION = _STATE.where(_IS_OURS, col(Change.version) == _VERSION)
_AT_MOMENT = _STATE.where(_IS_OURS, col(Change.changed_at) <= _UNTIL).order_by(col(Change.version).desc()).limit(1)
_ALL = (
    select(col(Change.version), col(Change.kind), col(Change.changed_at), col(Change.note), func.count().over())
    .join_from(Record, Change, _IS_ITS)
    .where(_IS_OURS)
    .order_by(col(Change.version).desc())
    .limit(GATHERED)
)


@dataclass(frozen=True, slots=True)
class State:
    """A record as it read in one version, and which versions are the first and the last that there are."""

    body: bytes
    etag: str
    changed_at: datetime
    version: int
    first: int
    last: int


def read_versions(snapshot: Snapshot, resource: Resource, public_id: str) -> VersionList:
    """The versions of a record, the last ten thousand at most. Raises :class:`RecordNotFoundError`."""
    found = snapshot.rows(_ALL, _named(resource, public_id))
    if not found:
        read_record(snapshot, resource, public_id)
    address = f"/{resource.noun}/{public_id}/versions"
    items = [
        RecordVersion(version=version, kind=kind, changed_at=changed_at, note=note, url=f"{address}/{version}")
        for version, kind, changed_at, note, _ in found
    ]
    return VersionList(items=items, total=found[0][-1])


def read_version(snapshot: Snapshot, resource: Resource, public_id: str, version: int) -> State:
    """A record as it read in that version. Raises :class:`RecordNotFoundError` where there is no such record or version."""
    found = snapshot.rows(_OF_VERSION, {**_named(resource, public_id), "version": version})
    return _state(found, resource, public_id) or _missing(snapshot, resource, public_id, f"version {version}")


def read_at(snapshot: Snapshot, resource: Resource, public_id: str, moment: datetime) -> State:
    """A record as it read at that moment. Raises :class:`RecordNotFoundError` where it was not public then."""
    found = snapshot.rows(_AT_MOMENT, {**_named(resource, public_id), "until": moment})
    return _state(found, resource, public_id) or _missing(snapshot, resource, public_id, f"state at {in_zulu(moment)}")


def _state(found: Rows, resource: Resource, public_id: str) -> State | None:
    """The state that was found. Raises :class:`RecordGoneError` where it was erased."""
    if found and not found[0][0]:
        raise RecordGoneError(resource.noun, public_id, None)
    return State(*found[0]) if found else None


def _missing(snapshot: Snapshot, resource: Resource, public_id: str, state: str) -> NoReturn:
    """Say that there is no such record, or else that it has no such state."""
    read_record(snapshot, resource, public_id)
    raise RecordNotFoundError(resource.noun, public_id, state=state)


def _named(resource: Resource, public_id: str) -> dict[str, Any]:
    if "\0" in public_id:  # PostgreSQL holds no text of it
        raise RecordNotFoundError(resource.noun, public_id)
    return {"noun": resource.noun, "public_id": public_id}
