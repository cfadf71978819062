"""Rebuilding: the state that ended with a change, made in a file of its own from the bodies that were kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, or_, select
from sqlmodel import Session, col

from app.db.bulk import room_to_write
from app.db.engine import open_engine, writing
from app.db.files import close_file
from app.db.snapshot import Snapshot
from app.db.statement import AnySelect
from app.history.changes import CHANGE
from app.history.versions import BODY
from app.mirror.indexing import CODE
from app.mirror.moments import State, state_of
from app.mirror.settling import Settling
from app.mirror.taking import Taking
from app.mirror.told import Told
from app.model import Change, DataSet, Record

_SINCE: BindParameter[Any] = bindparam("since")
_SEQ: BindParameter[Any] = bindparam("seq")
_last = (
    select(func.max(col(Change.seq)).label("seq"), func.min(col(Change.seq)).label("first"))
    .where(col(Change.seq) > _SINCE, col(Change.seq) <= _SEQ, or_(col(Change.body).is_(None), col(Change.body) != ""))
    .group_by(col(Change.noun), col(Change.item_id))
    .subquery()
)
"""The last state of each record that is kept, in the order in which they were created."""
_STATES: AnySelect = (
    select(*CHANGE, BODY)
    .join_from(_last, Change, col(Change.seq) == _last.c.seq)
    .join(Record, and_(col(Record.noun) == col(Change.noun), col(Record.item_id) == col(Change.item_id)))
    .order_by(_last.c.first)
)
_FIELDS = ("seq", "kind", "noun", "id", "version", "revision", "changed_at", "note", "moved_to", "body")


class ClosingError(Exception):
    """The service stops: nobody waits for the state any more."""


def rebuild(now: Snapshot, state: State, path: Path, folder: Path, is_closing: Event) -> None:
    """Write a state to ``path``, beginning with the nearest earlier one in ``folder`` where there is one."""
    base = _nearest(now, state, folder)
    if base is not None:
        shutil.copyfile(folder / base.name, path)
    engine = open_engine(f"sqlite:///{path}")
    try:
        if base is None:
            from app.db.migrate import migrate  # noqa: PLC0415 (who is asked for nothing past needs no room for it)

            migrate(engine)
        with Session(writing(engine)) as session, room_to_write(session):
            taking = Taking(session)
            for told in _states(now, state, 0 if base is None else base.seq):
                if is_closing.is_set():
                    raise ClosingError
                taking.take(told)
            Settling(session, taking.touched, is_past=True).settle()
            _stamp(session, now, state)
            session.commit()
        close_file(engine)
    finally:
        engine.dispose()


def _states(now: Snapshot, state: State, since: int) -> Iterator[list[Told]]:
    for rows in now.stream(_STATES, {"since": since, "seq": state.seq}):
        yield [Told.model_construct(**dict(zip(_FIELDS, row, strict=True))) for row in rows]


def _stamp(session: Session, now: Snapshot, state: State) -> None:
    """Let the state have a mark that is its own, whoever makes it and when: a validator of it never changes."""
    data_set = session.get(DataSet, 1) or DataSet(id=1, revision=0, mark="", changed_at=state.changed_at)
    source = None if now.revision is None else now.revision.source
    told = {"revision": state.revision, "mark": state.key, "changed_at": state.changed_at, "rendering": CODE, "source": source}
    session.add(data_set.sqlmodel_update(told))


def _nearest(now: Snapshot, state: State, folder: Path) -> State | None:
    """The latest earlier state that is there, and that is one of this history."""
    numbers = sorted((int(path.name.split("-")[3]) for path in folder.glob(f"as-of-{state.erased}-*.sqlite")), reverse=True)
    earlier = (state_of(now, seq) for seq in numbers if seq < state.seq)
    return next((each for each in earlier if each is not None and (folder / each.name).exists()), None)
