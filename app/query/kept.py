"""What was counted holds as long as the data do: it is kept by the mark of the revision, for all answers of this process."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from sqlalchemy import Pool
from sqlmodel import Session

from app.db.revision import known_mark

T = TypeVar("T")

_MOST = 20_000
_kept: WeakKeyDictionary[Pool, LRUCache[tuple[Hashable, ...], Any]] = WeakKeyDictionary()
"""By the connections of a database, so that two databases have nothing in common, be one a copy of the other."""
_lock = Lock()


def kept(session: Session, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """What ``make`` gives in the state of the data that the session sees; made anew only where nobody did before.

    A session that has not asked which state it sees keeps nothing.
    """
    mark = known_mark(session)
    if mark is None:
        return make()
    database = session.connection().engine.pool
    with _lock:
        own = _kept.setdefault(database, LRUCache(_MOST))
        if (found := own.get((mark, *key))) is not None:
            return found  # type: ignore[no-any-return]  # what is kept under a key was made for it
    made = make()
    with _lock:
        own[(mark, *key)] = made
    return made
