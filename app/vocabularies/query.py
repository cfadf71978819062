"""From the form of a question about vocabularies to conditions on their rows."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.model import Vocabulary
from app.query.form import Form


def vocabulary_conditions(form: Form) -> list[ColumnElement[bool]]:
    """What a vocabulary must meet."""
    is_closed = form.flag("is_closed")
    return [] if is_closed is None else [col(Vocabulary.is_closed) == is_closed]
