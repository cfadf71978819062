"""Burying: the end of a record that is no more, in the sequence of changes and at its address."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from app.db.search import forget_words
from app.editorial.entry import Published
from app.model import Change, Gone, Name, Record
from app.model.vocabulary import ChangeKind
from app.publishing.making import digest

NOTHING = ""
"""The body of what was erased."""
_KINDS = {Gone.MERGED: ChangeKind.MERGED, Gone.ERASED: ChangeKind.ERASED}


@dataclass(frozen=True, slots=True)
class Burial:
    """What becomes of a record, in which revision and when, and what readers are told. ``moved_to`` is the one that it was merged into."""

    gone: Gone
    number: int
    moment: datetime
    note: str
    moved_to: str | None = None


def bury(session: Session, noun: str, record: Published, burial: Burial, last: str) -> int:
    """Let a record end with a last version, whose body is ``last``; the internal id that it has from now on.

    No list and no search finds it any more.
    """
    own = (col(Change.noun) == noun, col(Change.item_id) == record.item_id, col(Change.version) == record.version)
    session.execute(update(Change).where(*own).values(body=record.body, etag=record.etag))
    seq: int = session.execute(select(func.max(col(Change.seq)))).scalar_one() + 1
    values = {
        "seq": seq,
        "noun": noun,
        "item_id": record.item_id,
        "version": record.version + 1,
        "kind": _KINDS[burial.gone],
        "revision": burial.number,
        "changed_at": burial.moment,
        "note": burial.note,
        "moved_to": burial.moved_to,
    }
    session.execute(insert(Change).values(**values))
    stamp = {"version": record.version + 1, "revision": burial.number, "updated_at": burial.moment}
    end = {"etag": digest(last), "body": last, "row": "", "gone": burial.gone, "moved_to": burial.moved_to}
    session.execute(update(Record).where(col(Record.noun) == noun, col(Record.item_id) == record.item_id).values(**stamp, **end))
    lay_apart(session, noun, record.item_id, seq)
    return -seq


def lay_apart(session: Session, noun: str, item_id: int, seq: int) -> None:
    """Give what ended with that change an internal id of its own, below zero: SQLite gives the highest id again once its row is no more."""
    session.execute(delete(Name).where(col(Name.noun) == noun, col(Name.item_id) == item_id))
    forget_words(session, noun, [item_id])
    for table in (Change, Record):
        session.execute(update(table).where(col(table.noun) == noun, col(table.item_id) == item_id).values(item_id=-seq))


def move_on(session: Session, noun: str, public_id: str, moved_to: str) -> None:
    """Let everything that was merged into a record before lead to the one that it is merged into itself."""
    earlier = (col(Record.noun) == noun, col(Record.moved_to) == public_id)
    session.execute(update(Record).where(*earlier).values(moved_to=moved_to))


def empty_bodies(session: Session, noun: str, public_id: str, item_id: int) -> None:
    """Leave nothing of an erased record: its older bodies and notes, and the older bodies of others that show it."""
    own = (col(Change.noun) == noun, col(Change.item_id) == item_id, col(Change.kind) != ChangeKind.ERASED)
    session.execute(update(Change).where(*own).values(body=NOTHING, note=None))
    address = f'%"/{noun}/{public_id}"%'
    session.execute(update(Change).where(col(Change.body).like(address)).values(body=NOTHING))
