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


def next_revision(session: Session, moment: datetime) -> int:
    """Begin the next revision and return its number; its row stays locked until the transaction ends."""
    data_set = session.get(DataSet, 1, with_for_update=True) or DataSet(id=1, revision=0, mark="", changed_at=moment)
    data_set.revision += 1
    data_set.mark = str(ULID.from_datetime(moment))
    data_set.changed_at = moment
    session.add(data_set)
    session.flush()
    return data_set.revision
