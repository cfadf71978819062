"""The data-set revision: one number and one mark that change with every change of public data."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col
from ulid import ULID

from app.model import DataSet


@dataclass(frozen=True, slots=True)
class Revision:
    """Which state of the data set a reader sees. ``number`` only grows; ``mark`` never repeats, also after a restore."""

    number: int
    mark: str
    changed_at: datetime


def current_revision(session: Session) -> Revision | None:
    """The revision that this session's transaction sees, or None before anything was loaded."""
    row = session.execute(select(col(DataSet.revision), col(DataSet.mark), col(DataSet.changed_at))).one_or_none()
    return None if row is None else Revision(*row)


def next_number(session: Session) -> int:
    """The number of the next revision; it holds as long as this transaction is the only writer."""
    revision = current_revision(session)
    return 1 if revision is None else revision.number + 1


def begin_revision(session: Session, number: int, moment: datetime, rendering: str) -> None:
    """Make the state that this transaction leaves the revision of that number, rendered by that code."""
    mark = str(ULID.from_datetime(moment))
    session.merge(DataSet(id=1, revision=number, mark=mark, changed_at=moment, rendering=rendering))
    session.flush()


def current_rendering(session: Session) -> str | None:
    """By which code the records were rendered; None before anything was."""
    return session.execute(select(col(DataSet.rendering))).scalar_one_or_none()
