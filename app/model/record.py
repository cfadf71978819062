"""Public records: what the API answers, rendered once, when the data changes; and the revision of the data set."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Index, SQLModel, UniqueConstraint, col

from app.model.columns import UtcDateTime, stored, text


class Gone(StrEnum):
    """What became of a record that is no more."""

    MERGED = "merged"
    ERASED = "erased"


class Record(SQLModel, table=True):
    """The public JSON of one thing, and its row in a table: ``noun`` and ``item_id`` say what they render.

    ``etag`` is a digest of ``body``; ``version`` counts the bodies; ``revision`` is the data-set revision of this one. ``row`` is made
    from ``body``; there is none where a migration has left the record to be rendered anew. A record that is ``gone`` is in no list any
    more; ``moved_to`` is the public id of the one that it was merged into.
    """

    __table_args__ = (
        UniqueConstraint("noun", "public_id"),
        Index("ix_record_noun_updated_at_item_id", "noun", "updated_at", "item_id"),
    )

    noun: str = Field(sa_type=text(32), primary_key=True)
    item_id: int = Field(primary_key=True)
    public_id: str = Field(sa_type=text(100))
    version: int
    revision: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    etag: str = Field(max_length=64)
    body: str
    row: str | None = None
    gone: Gone | None = Field(default=None, sa_type=stored(Gone))
    moved_to: str | None = Field(default=None, sa_type=text(100))


Index("ix_record_last_changed", col(Record.noun), col(Record.updated_at).desc(), col(Record.item_id))


class DataSet(SQLModel, table=True):
    """The one row that says which revision of the data this is; ``mark`` is new at each, also after a restore.

    ``rendering`` says by which code the records were rendered, so that a new one renders them anew; it is empty where a migration has
    left that to be done. ``source`` is the address of the service that this is a copy of: its bodies are never rendered here, and nothing
    else is written.
    """

    __tablename__ = "data_set"

    id: int = Field(default=1, primary_key=True)
    revision: int
    mark: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    rendering: str = Field(default="", max_length=64)
    source: str | None = None


class Loaded(SQLModel, table=True):
    """A digest of the payload that a row was loaded from, so that loading the same payload again changes nothing.

    That of the noun ``folder`` is of all files that were loaded last (``app/ingest/folder.py``).
    """

    noun: str = Field(sa_type=text(32), primary_key=True)
    public_id: str = Field(sa_type=text(100), primary_key=True)
    digest: str = Field(max_length=64)
