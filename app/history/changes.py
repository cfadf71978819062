"""Reading all changes in their order."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import col

from app.db.snapshot import Snapshot
from app.db.utf8 import utf8
from app.history.versions import BODY
from app.model import Change, Record
from app.model.vocabulary import ChangeKind
from app.shape.base import in_zulu

CHANGE = (
    col(Change.seq),
    col(Change.kind),
    col(Change.noun),
    col(Record.public_id),
    col(Change.version),
    col(Change.revision),
    col(Change.changed_at),
    col(Change.note),
    col(Change.moved_to),
)
"""What a change says of itself, in the order of its shape."""
_AFTER = (
    select(*CHANGE, utf8(BODY))
    .join_from(Change, Record, and_(col(Record.noun) == col(Change.noun), col(Record.item_id) == col(Change.item_id)))
    .where(col(Change.seq) > bindparam("after"))
    .order_by(col(Change.seq))
    .limit(bindparam("limit"))
)
_LAST = select(func.coalesce(func.max(col(Change.seq)), 0))


class _Row(NamedTuple):
    """A change as it is read, by the names that its shape has."""

    seq: int
    kind: ChangeKind
    noun: str
    id: str
    version: int
    revision: int
    changed_at: datetime
    note: str | None
    moved_to: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """Some changes, each as JSON, and the numbers of the last of them and of the last there is."""

    bodies: Sequence[bytes]
    seq: int
    last: int


def read_changes(snapshot: Snapshot, after: int, limit: int) -> Changes:
    """At most so many changes after that one, the oldest first."""
    rows = snapshot.rows(_AFTER, {"after": after, "limit": limit})
    return Changes([_json(_Row(*row)) for row in rows], rows[-1][0] if rows else after, last_seq(snapshot))


def last_seq(snapshot: Snapshot) -> int:
    """The number of the last change there is; 0 before there was any."""
    ((last,),) = snapshot.rows(_LAST)
    return int(last)


def _json(change: _Row) -> bytes:
    """A change as its shape has it, with the record as it is stored; nothing of one that was erased."""
    moved_to = f"/{change.noun}/{change.moved_to}" if change.moved_to else None
    told = change._asdict() | {"changed_at": in_zulu(change.changed_at), "moved_to": moved_to}
    body = told.pop("body")
    stamp = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return b'%b,"record":%b}' % (stamp[:-1].encode(), body or b"null")
