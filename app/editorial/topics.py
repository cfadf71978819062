"""Writing topics."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.editorial.content.topic import TopicContent
from app.editorial.entry import Entry, Written
from app.ingest.lists import write_topics


def write(session: Session, entries: Sequence[Entry[TopicContent]], moment: datetime, note: str | None) -> Written:  # noqa: ARG001 (as every noun is written)
    """Write the rows of topics."""
    ids = write_topics(session, [entry.content for entry in entries])
    return Written({"topics": ids}, {"topics": ids})
