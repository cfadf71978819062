"""A memory for what was worked out in one state of the data: it holds as long as the data do, for all answers of this process."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

T = TypeVar("T")

_MOST = 20_000


class Memory:
    """Keeps by the mark of the revision what cost something to find. One database has one memory."""

    def __init__(self) -> None:
        """Know nothing."""
        self._known: LRUCache[tuple[Hashable, ...], Any] = LRUCache(_MOST)
        self._lock = Lock()

    def kept(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What ``make`` gives, made only where nobody did before. The key begins with the mark of the revision."""
        with self._lock:
            if (found := self._known.get(key)) is not None:
                return found  # type: ignore[no-any-return]  # what is kept under a key was made for it
        made = make()
        with self._lock:
            self._known[key] = made
        return made
