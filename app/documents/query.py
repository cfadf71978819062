"""From a question about documents to conditions on their rows."""

from datetime import UTC, datetime, time

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.documents.filters import DocumentQuery
from app.model import Document
from app.query.ranges import check_range
from app.query.resource import Names


def document_conditions(query: DocumentQuery, names: Names) -> list[ColumnElement[bool]]:
    """What a document must meet."""
    check_range("since", query.since, "until", query.until)
    conditions: list[ColumnElement[bool]] = [col(Document.publisher_id) == item.item_id for item in names.get("publisher", ())]
    if query.since is not None:
        conditions.append(col(Document.published_at) >= datetime.combine(query.since, time.min, UTC))
    if query.until is not None:
        conditions.append(col(Document.published_at) <= datetime.combine(query.until, time.max, UTC))
    return conditions
