"""The Resource: one value that ties a noun together, from the question to the public record.

Columns are typed ``Any`` here, because SQLModel types them as the values of their rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement
from sqlmodel import Session

from app.query.keys import read_moment
from app.query.names import Resolved
from app.query.parameters import ListQuery
from app.shape.base import Shape, Stamp
from app.shape.column import Column, Words

if TYPE_CHECKING:
    from app.query.form import Form

Names = Mapping[str, Sequence[Resolved]]
"""What the names in a question stand for, by parameter."""


@dataclass(frozen=True, slots=True, eq=False)
class Sort:
    """An order of a list: by ``key``, then always by internal id, so that equal keys keep their reading order.

    ``key`` is given the noun's own table, or an alias of it; where ``is_of_record``, that of the stored records.
    """

    key: Callable[[Any], Any]
    read: Callable[[str], Any]
    phrase: str
    is_descending: bool = False
    is_of_record: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter whose values can be counted: the column that holds them and, where another table does, the way to it.

    ``link`` are (a column of that table, a condition on its rows); that column holds the noun's internal id or, where ``key`` is
    given, that column of the noun. ``noun`` is what the values name, where they are internal ids. ``repeats`` says that a record can have a
    value twice.
    """

    value: Any
    link: tuple[Any, Any] | None = None
    noun: str | None = None
    key: Any = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """An index that has records in the order that is asked for: a page is read off it, however many records there are.

    ``identity`` and ``key`` are the columns that hold the noun's internal id and what it is sorted by; ``condition`` chooses the
    records. Where these are those of a filter, its ``parameter`` needs no condition of its own for its first name.
    """

    table: Any
    identity: Any
    key: Any
    condition: ColumnElement[bool]
    parameter: str | None = None


BY_UPDATE = {
    "-updated": Sort(lambda record: record.updated_at, read_moment, "last changed first", is_descending=True, is_of_record=True),
    "updated": Sort(lambda record: record.updated_at, read_moment, "longest unchanged first", is_of_record=True),
}
"""The orders that every noun has."""


@dataclass(frozen=True, eq=False)
class Resource:
    """A public noun.

    ``conditions(form)`` is what a row of ``table`` must meet to belong to the answer of a question of that form;
    ``load(session, ids)`` brings rows with all that ``render(row, stamp)`` needs to make their public records;
    ``record`` is the public shape, ``columns`` show it as a row of a table, ``words`` are what search looks in;
    ``facets`` are the filters whose values can be counted; ``lead(form)`` is an index to read a page off, if there is one.
    """

    noun: str
    singular: str
    table: type[Any]
    identity: Any
    public_id: Any
    query: type[ListQuery]
    conditions: Callable[["Form"], Sequence[ColumnElement[bool]]]
    sorts: Mapping[str, Sort]
    load: Callable[[Session, Sequence[int]], Iterable[Any]]
    render: Callable[[Any, Stamp], Shape]
    record: type[Shape]
    columns: Sequence[Column]
    words: Callable[[dict[str, Any]], Words]
    facets: Mapping[str, Facet]
    lead: Callable[["Form"], Lead | None] = lambda _form: None

    def public_id_of(self, row: Any) -> str:  # noqa: ANN401 (a row of the table, or one with its counts)
        """The public id of a loaded row."""
        return str(getattr(getattr(row, "row", row), self.public_id.key))
