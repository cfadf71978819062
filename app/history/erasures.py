"""Erasures: after one, nothing that was made of older bodies may be kept."""

from sqlalchemy import func, select, text
from sqlmodel import col

from app.db.snapshot import Snapshot
from app.model import Change

_LAST = select(func.coalesce(func.max(col(Change.seq)), 0)).where(text("kind = 'erased'"))  # as the index has it


def last_erasure(snapshot: Snapshot) -> int:
    """The number of the last change that was an erasure; 0 where none was."""
    return int(snapshot.rows(_LAST)[0][0])
