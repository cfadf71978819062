"""From a question about vocabularies to conditions on their rows."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.model import Vocabulary
from app.query.resource import Names
from app.vocabularies.filters import VocabularyQuery


def vocabulary_conditions(query: VocabularyQuery, _names: Names) -> list[ColumnElement[bool]]:
    """What a vocabulary must meet."""
    return [] if query.is_closed is None else [col(Vocabulary.is_closed) == query.is_closed]
