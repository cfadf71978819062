"""Eager loading by path, so that a resource reads as a list of what its records show."""

from functools import reduce
from typing import Any

from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption


def related(*path: Any) -> ORMOption:  # noqa: ANN401 (SQLModel types a relationship as what it leads to)
    """Load the rows at the end of a path of relationships, and those on the way, with one select for each step."""
    first, *others = path
    return reduce(lambda option, step: option.selectinload(step), others, selectinload(first))
