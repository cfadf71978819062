"""Rows as records are made from them: plain values, with the related rows that were asked for and no others.

They have the names of the mapped classes and nothing of a session, because rendering reads every row once: objects of a
session cost several times as much, which is the most part of publishing a claim. Rows that were just written are taken from
where they are at hand; reading them back costs twice as much.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Dialect, FromClause, inspect, select
from sqlalchemy.orm import Mapper, RelationshipProperty
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session

from app.db.bulk import Values
from app.db.parts import in_parts
from app.model.columns import Quantity, UtcDateTime
from app.query.related import Path

Branches = dict[str, "Branches"]
Tables = Mapping[type[Any], Sequence[Values]]
"""Rows by table, with all their columns."""
_AT_HAND = "rows at hand"


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


@contextmanager
def rows_at_hand(session: Session, tables: Tables) -> Iterator[None]:
    """Let loaders take these rows from memory: they are stored, and nothing else that is stored belongs to one of them in these tables."""
    session.info[_AT_HAND] = _AtHand(tables, session.get_bind().dialect)
    try:
        yield
    finally:
        del session.info[_AT_HAND]


class _AtHand:
    """Rows in memory, found by a column as selects find them."""

    def __init__(self, tables: Tables, dialect: Dialect) -> None:
        self._rows: Mapping[FromClause, Sequence[Values]] = {table.__table__: rows for table, rows in tables.items()}
        self._dialect = dialect
        self._found: dict[tuple[Mapper[Any], str], Mapping[Any, list[Values]]] = {}

    def by(self, mapper: Mapper[Any], key: str) -> Mapping[Any, list[Values]]:
        """The rows by what they have in column ``key``: their id, or who owns them. An owner that is at hand is there without any, too."""
        if mapper.local_table not in self._rows:
            return {}
        if (mapper, key) not in self._found:
            self._found[mapper, key] = self._by(mapper, key)
        return self._found[mapper, key]

    def _by(self, mapper: Mapper[Any], key: str) -> Mapping[Any, list[Values]]:
        rows = self._rows[mapper.local_table]
        if kept := _kept_otherwise(mapper, self._dialect):
            rows = [{**row, **{name: as_kept(row[name]) for name, as_kept in kept}} for row in rows]
        found: dict[Any, list[Values]] = {row["id"]: [] for row in self._rows.get(_owner(mapper, key), ())}
        for row in rows:
            if row[key] in found:
                found[row[key]].append(row)
        return found


class _Graph:
    """The rows of one load. Those that lead no further are read once, whatever path leads to them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._at_hand: _AtHand = session.info.get(_AT_HAND) or _AtHand({}, session.get_bind().dialect)
        self._ends: defaultdict[Mapper[Any], dict[int, Row]] = defaultdict(dict)

    def rows(self, mapper: Mapper[Any], key: str, values: Collection[int], order: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows whose column ``key`` has one of the values; in the order, as far as they have the same one."""
        at_hand = self._at_hand.by(mapper, key)
        taken = [Row(dict(row)) for value in values for row in at_hand.get(value, ())]
        yield from sorted(taken, key=attrgetter(*(column.key for column in order))) if order else taken
        yield from self._read(mapper, key, [value for value in values if value not in at_hand], order)

    def _read(self, mapper: Mapper[Any], key: str, values: Iterable[int], order: Sequence[Any]) -> Iterator[Row]:
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
        rows = list(self.rows(relationship.mapper, other_key, ids, relationship.order_by or []))
        for row in rows:
            owned[getattr(row, other_key)].append(row)
        for owner in owners:
            setattr(owner, relationship.key, owned[getattr(owner, own_key)])
        return rows


def _keys(relationship: RelationshipProperty[Any]) -> tuple[str, str]:
    """The columns that a relationship joins: the owner's, and that of the rows it leads to."""
    ((own, other),) = relationship.local_remote_pairs or ()
    return own.key or "", other.key or ""


def _owner(mapper: Mapper[Any], key: str) -> FromClause:
    """The table whose ids a column holds."""
    for foreign_key in mapper.columns[key].foreign_keys:
        return foreign_key.column.table
    return mapper.local_table


def _kept_otherwise(mapper: Mapper[Any], dialect: Dialect) -> list[tuple[str, Callable[[Any], Any]]]:
    """Columns that do not give back quite what they were given: a decimal with other digits, a moment in another zone."""

    def as_kept(kind: TypeDecorator[Any]) -> Callable[[Any], Any]:
        return lambda value: kind.process_result_value(kind.process_bind_param(value, dialect), dialect)

    kinds = ((attribute.key, mapper.columns[attribute.key].type) for attribute in mapper.column_attrs)
    return [(name, as_kept(kind)) for name, kind in kinds if isinstance(kind, UtcDateTime | Quantity)]


def _branches(paths: Iterable[Path]) -> Branches:
    """The paths as a tree, so that what they share is loaded once."""
    tree: Branches = {}
    for path in paths:
        branch = tree
        for step in path:
            branch = branch.setdefault(step.key, {})
    return tree
