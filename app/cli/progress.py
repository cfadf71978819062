"""The bar that commands show at a terminal, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(what: str, total: int) -> Iterator[Callable[[int], object]]:
    """A bar that is told how much more is done."""
    with click.progressbar(length=total, label=what, file=sys.stderr) as shown:
        yield shown.update
