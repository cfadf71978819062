"""Migrations: from any earlier state, the empty one included, to the tables that the code reads."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from app.db.engine import writing
from app.db.errors import DatabaseVersionError
from app.settings import CHECKOUT


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to ``revision``, in one transaction; a second process that does the same waits and finds it done."""
    with writing(engine).begin() as connection:
        migrate_within(connection, revision)


def migrate_within(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to ``revision``, in the writing transaction of ``connection``."""
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        found = MigrationContext.configure(connection).get_current_revision()
        msg = f"the database is at migration {found}, which this version does not know: serve it with the version that made it"
        raise DatabaseVersionError(msg) from error


def _config() -> Config:
    config = Config(toml_file=str(CHECKOUT / "pyproject.toml"))
    config.set_main_option("script_location", str(CHECKOUT / "migrations"))
    return config
