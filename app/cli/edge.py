"""What every command does at its edge: read the settings, reach the database, and say what is wrong in one line."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from pydantic import ValidationError
from sqlalchemy import Engine

from app.db.engine import check_reachable, open_engine
from app.db.errors import DatabaseError
from app.settings import Settings


def read_settings() -> Settings:
    """The settings of the environment; an unusable one ends the command."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"{_shown(str(item['loc'][0]), item['input'])}: {item['msg']}" for item in error.errors()]
        raise click.ClickException("; ".join(faults)) from None


@contextmanager
def plain_errors(*kinds: type[Exception]) -> Iterator[None]:
    """End the command with the message of an error of these kinds, or of the database, and no traceback."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (DatabaseError, *kinds)):
            raise click.ClickException(str(error)) from error
        raise


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """The database of the settings, if it answers."""
    engine = open_engine(settings.database_url)
    try:
        with plain_errors():
            check_reachable(engine)
        yield engine
    finally:
        engine.dispose()


def _shown(name: str, value: object) -> str:
    """A setting as it was given; the address of a database may hold a password and is not repeated."""
    return f"FACTS_{name.upper()}" + ("" if name.endswith("database_url") else f"={value}")
