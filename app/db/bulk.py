"""Many rows in one statement, as the tables take them: objects of a session cost ten times as much."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Date, Dialect, Enum, Table, bindparam, delete, inspect, select, text, update
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from app.db.parts import in_parts
from app.model.columns import UtcDateTime

if TYPE_CHECKING:
    import psycopg

Values = Mapping[str, Any]
"""The values of a row by column."""
Column = tuple[str, Callable[[Any], Any] | None]
"""A column by name, with what makes a value one that the driver takes."""
_ROOM_KIB = 256 * 1024
_REMEMBERED = 100
"""Tables, of which a load writes some fifteen, and values of each of their columns."""
_REPEATED = (Date, Enum, UtcDateTime)
"""The types of which a batch has few different values."""


@contextmanager
def room_to_write(session: Session) -> Iterator[None]:
    """Let SQLite keep the pages in memory that many writes come back to: indexes in no order of the rows, such as those of public ids."""
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    usual = session.execute(text("PRAGMA cache_size")).scalar_one()
    session.execute(text(f"PRAGMA cache_size = -{_ROOM_KIB}"))
    yield  # after an error the room stays, which does no harm: a transaction that failed may take no further statement
    session.execute(text(f"PRAGMA cache_size = {usual}"))


def insert_rows(session: Session, table: Any, rows: Sequence[Values]) -> None:  # noqa: ANN401 (any table)
    """Write new rows; all of them name the same columns.

    The driver is handed the values as it takes them: SQLAlchemy's own way to it takes twice as long as SQLite does to write them,
    and PostgreSQL takes COPY several times as fast as it takes statements.
    """
    if not rows:
        return
    connection, target = session.connection(), getattr(table, "__table__", table)
    columns = columns_of(connection.dialect, target, tuple(rows[0]))
    write_values(connection, target, columns, zip(*(_cells(rows, column) for column in columns), strict=True))


def write_values(connection: Connection, table: Table, columns: Sequence[Column], values: Iterable[tuple[Any, ...]]) -> None:
    """Write new rows in one statement, given what the driver takes for these columns."""
    names = ", ".join(f'"{name}"' for name, _ in columns)
    target = f'"{table.name}" ({names})'
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" for _ in columns)
        connection.exec_driver_sql(f"INSERT INTO {target} VALUES ({places})", list(values))  # noqa: S608 (our own names)
        return
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN".encode()) as copy:
        for row in values:
            copy.write_row(row)


def update_rows(session: Session, table: Any, rows: Sequence[Values], *keys: str) -> None:  # noqa: ANN401 (any table)
    """Change the rows that have these values in their ``keys``, by default their ids; all of them name the same columns."""
    if not rows:
        return
    columns = table.__table__.c
    own = keys or ("id",)
    chosen = update(table.__table__).where(*(columns[key] == bindparam(f"own_{key}") for key in own))
    changes: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name not in own}
    session.execute(
        chosen.values(changes), [{f"own_{name}" if name in own else name: value for name, value in row.items()} for row in rows]
    )


def delete_rows(session: Session, column: Any, values: Iterable[Any]) -> None:  # noqa: ANN401 (an SQL column)
    """Delete the rows in which the column has one of the values."""
    for part in in_parts(values):
        session.execute(delete(inspect(column.class_).local_table).where(column.in_(part)))


def select_pairs(session: Session, key: Any, value: Any, keys: Collection[Any]) -> list[tuple[Any, Any]]:  # noqa: ANN401 (SQL columns)
    """What both columns hold in the rows whose ``key`` is one of the keys."""
    return [(row[0], row[1]) for part in in_parts(keys) for row in session.execute(select(key, value).where(key.in_(part)))]


@lru_cache(_REMEMBERED)
def columns_of(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Sequence[Column]:
    """Columns of a table by name."""
    return [(name, _given(table.c[name].type, dialect)) for name in names]


def _given(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    given = kind.dialect_impl(dialect).bind_processor(dialect)
    return given and (lru_cache(_REMEMBERED)(given) if isinstance(kind, _REPEATED) else given)


def _cells(rows: Sequence[Values], column: Column) -> Iterable[Any]:
    """What the driver takes of one column, row by row."""
    name, given = column
    values = [row[name] for row in rows]
    return values if given is None else map(given, values)
