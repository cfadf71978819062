"""Internal ids of new rows, known before the rows are written, so that what refers to them can be written in bulk too."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from sqlalchemy import func, select, text
from sqlmodel import Session

_BLOCK = 1_000
_RESERVE = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), nextval(pg_get_serial_sequence(:name, 'id')) + :more)")


def new_ids(session: Session, table: Any) -> Iterator[int]:  # noqa: ANN401 (any table with an id)
    """Ids without end, each free for one new row of ``table``.

    They hold as long as the session's transaction is the only writer, and nothing else in it makes rows of that table.
    """
    if session.get_bind().dialect.name == "sqlite":
        yield from count(session.execute(select(func.coalesce(func.max(table.id), 0))).scalar_one() + 1)
    while True:
        last = session.execute(_RESERVE, {"name": table.__tablename__, "more": _BLOCK - 1}).scalar_one()
        yield from range(last - _BLOCK + 1, last + 1)
