"""Which tables the code reads, and whether a database has them. It needs nothing of what makes them, which serving has no use for."""

from sqlalchemy import Engine, column, inspect, select, table

from app.db.errors import DatabaseVersionError

TABLES = "0010"
"""The newest migration."""
VERSION_TABLE = "alembic_version"
"""Where migrations write down which of them was the last."""
_VERSION = table(VERSION_TABLE, column("version_num"))
_DATA_SET = table("data_set", column("rendering"), column("source"))


def is_migrated(engine: Engine) -> bool:
    """Whether the tables are those that the code reads."""
    return found_version(engine) == TABLES


def is_rendered(engine: Engine) -> bool:
    """Whether the records in these tables were rendered since a migration left them to be."""
    with engine.connect() as connection:
        return connection.execute(select(_DATA_SET.c.rendering)).scalar_one_or_none() != ""


def source_of(engine: Engine) -> str | None:
    """The address of the service that the data set is a copy of; None where it is none."""
    with engine.connect() as connection:
        return connection.execute(select(_DATA_SET.c.source)).scalar_one_or_none()


def check_migrated(engine: Engine) -> None:
    """Raise :class:`DatabaseVersionError` where the tables are older or newer than the code, or their records are not rendered."""
    if (found := found_version(engine)) != TABLES:
        msg = f"the database is at migration {found or 'none'}, this version reads {TABLES}: run 'facts migrate'"
        raise DatabaseVersionError(msg)
    if not is_rendered(engine):
        msg = f"the records were not rendered since the database came to migration {TABLES}: run 'facts migrate'"
        raise DatabaseVersionError(msg)


def found_version(engine: Engine) -> str | None:
    """The newest migration that was applied; None where none was."""
    with engine.connect() as connection:
        has_any = inspect(connection).has_table(_VERSION.name)
        return connection.execute(select(_VERSION.c.version_num)).scalar_one_or_none() if has_any else None
