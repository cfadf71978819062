"""Rows as records are made from them: plain values, with the related rows that were asked for and no others.

They have the names of the mapped classes and nothing of a session, because rendering reads every row once: objects of a
session cost several times as much, which is the most part of publishing a claim.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Mapper, RelationshipProperty
from sqlmodel import Session

from app.db.parts import in_parts
from app.query.related import Path

Branches = dict[str, "Branches"]


class Row:
    """A row: its columns and the relationships that were loaded. Any other relationship is an ``AttributeError``."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self.__dict__ = columns

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the column holds)
            """The value of a column, or the rows of a relationship."""


def loader(table: type[Any], *paths: Path) -> Callable[[Session, Sequence[int]], list[Row]]:
    """Loads rows of ``table`` by id, with the related rows at the end of the paths and on the way: one select for each step."""
    branches = _branches(paths)

    def load(session: Session, ids: Sequence[int]) -> list[Row]:
        graph = _Graph(session)
        rows = list(graph.rows(inspect(table), "id", ids))
        graph.attach(inspect(table), rows, branches)
        return rows

    return load


class _Graph:
    """The rows of one load. Those that lead no further are read once, whatever path leads to them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ends: defaultdict[Mapper[Any], dict[int, Row]] = defaultdict(dict)

    def rows(self, mapper: Mapper[Any], key: str, values: Iterable[int], order: Iterable[Any] = ()) -> Iterator[Row]:
        """The rows whose column ``key`` has one of the values."""
        names = [attribute.key for attribute in mapper.column_attrs]
        chosen = select(*(mapper.columns[name] for name in names)).order_by(*order)
        for part in in_parts(values):
            found = self._session.execute(chosen.where(mapper.columns[key].in_(part)))
            yield from (Row(dict(zip(names, row, strict=False))) for row in found)

    def attach(self, mapper: Mapper[Any], owners: Sequence[Row], branches: Branches) -> None:
        """Give the owners the rows that they lead to, and these theirs."""
        for name, below in branches.items():
            relationship = mapper.relationships[name]
            if relationship.uselist:
                found = self._attach_many(relationship, owners)
            else:
                found = self._attach_one(relationship, owners, {} if below else self._ends[relationship.mapper])
            self.attach(relationship.mapper, found, below)

    def _attach_one(self, relationship: RelationshipProperty[Any], owners: Sequence[Row], known: dict[int, Row]) -> list[Row]:
        own_key, other_key = _keys(relationship)
        wanted = {getattr(owner, own_key) for owner in owners} - {None}
        known |= {row.id: row for row in self.rows(relationship.mapper, other_key, wanted - known.keys())}
        for owner in owners:
            setattr(owner, relationship.key, known.get(getattr(owner, own_key)))
        return [known[item_id] for item_id in wanted]

    def _attach_many(self, relationship: RelationshipProperty[Any], owners: Sequence[Row]) -> list[Row]:
        own_key, other_key = _keys(relationship)
        owned: defaultdict[int, list[Row]] = defaultdict(list)
        ids = {getattr(owner, own_key) for owner in owners}
        rows = list(self.rows(relationship.mapper, other_key, ids, relationship.order_by or ()))
        for row in rows:
            owned[getattr(row, other_key)].append(row)
        for owner in owners:
            setattr(owner, relationship.key, owned[getattr(owner, own_key)])
        return rows


def _keys(relationship: RelationshipProperty[Any]) -> tuple[str, str]:
    """The columns that a relationship joins: the owner's, and that of the rows it leads to."""
    ((own, other),) = relationship.local_remote_pairs or ()
    return own.key or "", other.key or ""


def _branches(paths: Iterable[Path]) -> Branches:
    """The paths as a tree, so that what they share is loaded once."""
    tree: Branches = {}
    for path in paths:
        branch = tree
        for step in path:
            branch = branch.setdefault(step.key, {})
    return tree
