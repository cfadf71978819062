"""The data-set revision: one number and one mark that change with every change of public data."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update
from sqlmodel import Session, col
from ulid import ULID

from app.db.errors import MirrorError
from app.db.watch import CHANNEL
from app.model import DataSet

REVISION = select(col(DataSet.revision), col(DataSet.mark), col(DataSet.changed_at), col(DataSet.source))
"""The only row there is, or none."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Which state of the data set a reader sees. ``number`` only grows; ``mark`` never repeats, also after a restore.

    ``source`` is the address of the service that the data set is a copy of, if it is one.
    """

    number: int
    mark: str
    changed_at: datetime
    source: str | None = None


def current_revision(session: Session) -> Revision | None:
    """The revision that this session's transaction sees, or None before anything was loaded."""
    row = session.execute(REVISION).one_or_none()
    return None if row is None else Revision(*row)


def next_number(session: Session) -> int:
    """The number of the next revision; it holds as long as this transaction is the only writer."""
    revision = current_revision(session)
    return 1 if revision is None else revision.number + 1


def begin_revision(session: Session, number: int, moment: datetime) -> None:
    """Make the state that this transaction leaves the revision of that number."""
    data_set = session.get(DataSet, 1) or DataSet(id=1, revision=number, mark="", changed_at=moment)
    session.add(data_set.sqlmodel_update({"revision": number, "mark": str(ULID.from_datetime(moment)), "changed_at": moment}))
    session.flush()
    _tell(session.connection())


def renew_mark(connection: Connection, moment: datetime) -> None:
    """Give the revision another mark: what it is now was put there from elsewhere, and is not what anybody has read here."""
    connection.execute(update(DataSet).values(mark=str(ULID.from_datetime(moment))))
    _tell(connection)


def begin_copy(session: Session, source: str, number: int, moment: datetime) -> None:
    """The same for a data set that is a copy of what that service has."""
    begin_revision(session, number, moment)
    session.execute(update(DataSet).values(source=source))


def refuse_copy(session: Session) -> None:
    """Raise :class:`MirrorError` where the data set is a copy: it is written at its source."""
    source = session.execute(select(col(DataSet.source))).scalar_one_or_none()
    if source is not None:
        raise MirrorError(source)


def keep_rendering(session: Session, rendering: str) -> None:
    """Write down by which code all records are rendered, once there are any."""
    session.execute(update(DataSet).values(rendering=rendering))


def current_rendering(session: Session) -> str | None:
    """By which code the records were rendered; None before anything was."""
    return session.execute(select(col(DataSet.rendering))).scalar_one_or_none()


def _tell(connection: Connection) -> None:
    """Wake those who watch a PostgreSQL database, when this transaction is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, "")))
