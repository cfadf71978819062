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

_KINDS = {Gone.MERGED: ChangeKind.MERGED, Gone.ERASED: ChangeKind.ERASED}


@dataclass(frozen=True, slots=True)
class Burial:
    """What becomes of a record, in which revision and when, and what readers are told. ``moved_to`` is the one that it was merged into."""

    gone: Gone
    number: int
    moment: datetime
    note: str
    moved_to: str | None = None


def bury(session: Session, noun: str, record: Published, burial: Burial, last: str) -> None:
    """Let a record end with a last version, whose body is ``last``. No list and no search finds it any more."""
    own = (col(Change.noun) == noun, col(Change.item_id) == record.item_id, col(Change.version) == record.version)
    session.execute(update(Change).where(*own).values(body=record.body, etag=record.etag))
    values = {
        "seq": session.execute(select(func.max(col(Change.seq)))).scalar_one() + 1,
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
    session.execute(delete(Name).where(col(Name.noun) == noun, col(Name.item_id) == record.item_id))
    forget_words(session, noun, [record.item_id])
