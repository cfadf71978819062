"""How Alembic reaches the database: through the connection that ``app.db.migrate`` hands it, or the settings' URL."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator
from sqlmodel.sql.sqltypes import AutoString

from app.db.engine import open_engine
from app.model import metadata
from app.settings import Settings


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our column types into migrations as what they are in the database, so that migrations outlive the code."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether autogeneration looks at it: the full-text index is written by hand, being another thing on each database."""
    return kind != "table" or name is None or not name.startswith("search")


def run(connection: Connection) -> None:
    """Run the migrations on ``connection``; SQLite alters tables by copying them (batch mode)."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, render_item=render_item, include_name=is_ours)
    with context.begin_transaction():
        context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    engine = open_engine(Settings().database_url)
    with engine.begin() as own:
        run(own)
    engine.dispose()
