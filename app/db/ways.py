"""Keeping a database to the way that was chosen to its rows.

PostgreSQL turns what it is asked into joins, and takes the order that looks the cheapest for all of them. It does not look into a select
with an ``OFFSET``, so one that skips nothing stays as it was written. SQLite does what it is told.
"""

from sqlalchemy import ColumnElement, Subquery, exists, literal_column, select

from app.db.statement import AnySelect

_NONE: ColumnElement[int] = literal_column("0")


def looked_up(dialect: str, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether some row meets the conditions, looked up by itself for each row that is asked about: never joined."""
    if dialect == "sqlite":
        return exists().where(*conditions)
    return select(literal_column("1")).where(*conditions).offset(_NONE).exists()


def gathered(found: AnySelect) -> Subquery:
    """The same rows for PostgreSQL, all of them found before they are sorted and cut: never along an index that has their order."""
    return found.offset(_NONE).subquery("gathered")
