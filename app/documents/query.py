"""From the form of a question about documents to conditions on their rows."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.model import Document
from app.query.form import Form


def document_conditions(form: Form) -> list[ColumnElement[bool]]:
    """What a document must meet."""
    conditions: list[ColumnElement[bool]] = [col(Document.publisher_id) == publisher for publisher in form.values("publisher")]
    if form.has("since"):
        conditions.append(col(Document.published_at) >= form.value("since"))
    if form.has("until"):
        conditions.append(col(Document.published_at) <= form.value("until"))
    return conditions
