"""Moments: which state of the data set held at one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.db.snapshot import Snapshot
from app.db.statement import AnySelect
from app.history.erasures import last_erasure
from app.mirror.indexing import CODE
from app.model import Change
from app.query.errors import Fault, QueryError
from app.shape.base import in_zulu

_UNTIL: BindParameter[datetime] = bindparam("until")
_SEQ: BindParameter[int] = bindparam("seq")
_CHANGE: AnySelect = select(
    col(Change.seq), col(Change.noun), col(Change.item_id), col(Change.version), col(Change.revision), col(Change.changed_at)
)
_AT = _CHANGE.where(col(Change.changed_at) <= _UNTIL).order_by(col(Change.changed_at).desc(), col(Change.seq).desc()).limit(1)
_OF = _CHANGE.where(col(Change.seq) == _SEQ)
_LAST = select(func.max(col(Change.seq)))
_before = aliased(Change)
_KNOWN_SINCE = select(func.max(col(Change.changed_at))).where(
    col(Change.version) > 1,
    ~select(col(_before.seq))
    .where(
        col(_before.noun) == col(Change.noun), col(_before.item_id) == col(Change.item_id), col(_before.version) == col(Change.version) - 1
    )
    .exists(),
)
_BEGIN = select(func.min(col(Change.changed_at)))


class _Found(NamedTuple):
    """The change that a state ends with."""

    seq: int
    noun: str
    item_id: int
    version: int
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """A state of the data set: it ends with change ``seq``, and was made when ``erased`` was the last erasure."""

    seq: int
    erased: int
    revision: int
    changed_at: datetime
    key: str

    @property
    def name(self) -> str:
        """Of the file that holds it."""
        return f"as-of-{self.erased}-{self.seq}-{self.key}.sqlite"


def state_at(now: Snapshot, moment: datetime) -> State | None:
    """The state that held at a moment; None where it is that of now. Raises :class:`QueryError` where nothing is known of it."""
    found, since = now.rows(_AT, {"until": moment}), _known_since(now)
    if not found or (since is not None and moment < since):
        since = since or now.rows(_BEGIN)[0][0]
        told = "nothing was published" if since is None else f"what was published is known since {in_zulu(since)}"
        raise QueryError(Fault("as_of", "too_early", f"as_of={in_zulu(moment)}: {told}; ask for that moment or a later one."))
    change = _Found(*found[0])
    return None if change.seq == now.rows(_LAST)[0][0] else _state(now, change)


def state_of(now: Snapshot, seq: int) -> State | None:
    """The state that ended with that change; None where there is none of that number."""
    found = now.rows(_OF, {"seq": seq})
    return _state(now, _Found(*found[0])) if found else None


def _known_since(now: Snapshot) -> datetime | None:
    """The moment from which on every state is known: later than the beginning where records were there before their history began."""

    def find() -> tuple[datetime | None]:
        return (now.rows(_KNOWN_SINCE)[0][0],)

    return now.kept(("known since",), find)[0]


def _state(now: Snapshot, change: _Found) -> State:
    """A state by everything that decides what its file holds: a database that was restored has other changes under the same numbers."""
    erased = last_erasure(now)
    told = (change.seq, change.noun, change.version, change.revision, in_zulu(change.changed_at), erased, CODE)
    key = hashlib.blake2b(repr(told).encode(), digest_size=13).hexdigest()
    return State(change.seq, erased, change.revision, change.changed_at, key)
