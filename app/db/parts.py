"""Many values in parts: a statement takes only so many of them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

MOST_VALUES = 10_000
"""In one statement: SQLite takes 32,766 unless it was built for more, PostgreSQL 65,535."""


def in_parts(values: Iterable[T], size: int = MOST_VALUES) -> Iterator[list[T]]:
    """The values in lists of ``size``, the last one shorter; nothing where there are none."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
