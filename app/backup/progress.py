"""How the work on a backup is shown while it lasts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Advance = Callable[[int], object]
"""Told how much more is done."""
Show = Callable[[str, int], AbstractContextManager[Advance]]
"""Told what is done, and how much of it there is."""


@contextmanager
def unseen(_what: str, _total: int) -> Iterator[Advance]:
    """Show nothing."""
    yield lambda _done: None
