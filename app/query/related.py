"""What a record shows of other rows, as paths of relationships, so that a resource reads as a list of it."""

from functools import reduce
from typing import Any

from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

Path = tuple[Any, ...]
"""Relationships, each of the rows that the one before leads to."""


def related(*path: Any) -> Path:  # noqa: ANN401 (SQLModel types a relationship as what it leads to)
    """The rows at the end of a path of relationships, and those on the way."""
    return path


def eagerly(*path: Any) -> ORMOption:  # noqa: ANN401 (SQLModel types a relationship as what it leads to)
    """Load those rows together with the objects of a session that own them."""
    first, *others = path
    return reduce(lambda option, step: option.selectinload(step), others, selectinload(first))
