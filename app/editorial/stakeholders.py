"""Writing stakeholders."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.editorial.content.stakeholder import StakeholderContent
from app.editorial.entry import Entry, Written
from app.ingest.errors import DataError
from app.ingest.lists import ids_by_slug, write_stakeholders
from app.ingest.references import wrong_parents
from app.model import Stakeholder


def write(session: Session, entries: Sequence[Entry[StakeholderContent]], moment: datetime, note: str | None) -> Written:  # noqa: ARG001 (as every noun is written)
    """Write the rows of stakeholders. Raises :class:`DataError` with everything that is wrong."""
    known = dict.fromkeys([*ids_by_slug(session, Stakeholder), *(entry.public_id for entry in entries)])
    if faults := [entry.fault(*wrong) for entry in entries for wrong in wrong_parents(entry.content, known)]:
        raise DataError(faults)
    ids = write_stakeholders(session, [entry.content for entry in entries])
    return Written({"stakeholders": ids}, {"stakeholders": ids})
