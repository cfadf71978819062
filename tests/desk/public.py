"""Everything that readers' questions read, to see whether it changed."""

from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from app.db.engine import reading
from tests.desk.desk import Desk

OF_THE_DESK = {"api_key", "attempt", "draft", "receipt"}
"""Tables that no reader's question reads."""


def public_state(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but those of the desk itself."""
    with reading(desk.engine).connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in SQLModel.metadata.tables.items()
            if name not in OF_THE_DESK
        }
