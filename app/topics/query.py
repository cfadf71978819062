"""From the form of a question about topics to conditions on their rows."""

from sqlalchemy import ColumnElement

from app.query.form import Form


def topic_conditions(_form: Form) -> list[ColumnElement[bool]]:
    """Topics have no filters of their own."""
    return []
