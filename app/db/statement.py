"""Statements that are compiled once: what is left to do for each answer is to bind values and to read rows.

SQLAlchemy writes the SQL and knows how each database takes and gives values; building a statement and executing it through a
session anew for every request costs several times what the database needs for it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Select

Values = Mapping[str, Any]
"""What is bound to a statement, by name."""
Rows = Sequence[tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
"""A select of whatever columns."""


class Statement:
    """A select, compiled for a database. Parameters that have no value of their own get one each time it is asked."""

    def __init__(self, select: AnySelect, dialect: Dialect) -> None:
        """Compile ``select``."""
        compiled = select.compile(dialect=dialect)
        written = compiled.construct_expanded_state({name: None for name, bind in compiled.binds.items() if bind.required})
        takers = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        self._take = {name: take for name, take in {**takers, **written.processors}.items() if callable(take)}
        self._give: list[tuple[int, Any]] | None = None
        self.sql = written.statement
        self._places = written.positiontup
        self._own: Values = {name: self._taken(name, value) for name, value in written.parameters.items()}
        self._columns = [column.type.dialect_impl(dialect) for column in select.selected_columns]
        self._dialect = dialect

    def parameters(self, values: Values) -> Any:  # noqa: ANN401 (in order or by name, as the driver takes them)
        """The values for the driver. Those that the statement does not name are left out."""
        if self._places is None:
            return {name: self._taken(name, values[name]) if name in values else own for name, own in self._own.items()}
        return [self._taken(name, values[name]) if name in values else self._own[name] for name in self._places]

    def rows(self, cursor: Any, most: int | None = None) -> Rows:  # noqa: ANN401 (a DB-API cursor has no type)
        """What a cursor found, all of it or the next ``most`` rows, with the values that Python has for them."""
        found: Rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        if self._give is None:
            self._give = self._givers(cursor.description)
        if not self._give:
            return found
        rows = [list(row) for row in found]
        for place, give in self._give:
            for row in rows:
                row[place] = give(row[place])
        return [tuple(row) for row in rows]

    def _givers(self, description: Sequence[Sequence[Any]]) -> list[tuple[int, Any]]:
        """What makes the values of a column, where the driver's own are not those of Python; drivers tell types with the first rows."""
        told = zip(self._columns, description, strict=True)
        givers = [column.result_processor(self._dialect, described[1]) for column, described in told]
        return [(place, give) for place, give in enumerate(givers) if give is not None]

    def _taken(self, name: str, value: object) -> object:
        take = self._take.get(name)
        return value if take is None else take(value)
