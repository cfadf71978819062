"""Changes: everything that was ever published, in the one order in which it was."""

from datetime import datetime

from sqlalchemy import text as sql
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from app.model.columns import UtcDateTime, stored, text
from app.model.vocabulary import ChangeKind

_ERASED = sql("kind = 'erased'")


class Change(SQLModel, table=True):
    """A state of a record as it was published: ``seq`` counts them all, without gaps, in the order in which they became visible.

    ``body`` and ``etag`` are those of that state once another has taken its place. Those of the state that holds stand in ``record``,
    and nowhere else. ``moved_to`` is the public id of the record that it was merged into.
    """

    __table_args__ = (
        UniqueConstraint("noun", "item_id", "version"),
        Index("ix_change_changed_at_seq", "changed_at", "seq"),
        Index("ix_change_erased", "seq", sqlite_where=_ERASED, postgresql_where=_ERASED),
    )

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    noun: str = Field(sa_type=text(32))
    item_id: int
    version: int
    kind: ChangeKind = Field(sa_type=stored(ChangeKind))
    revision: int
    changed_at: datetime = Field(sa_type=UtcDateTime)
    note: str | None = None
    moved_to: str | None = Field(default=None, sa_type=text(100))
    etag: str | None = Field(default=None, max_length=64)
    body: str | None = None
