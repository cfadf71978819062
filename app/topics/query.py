"""From a question about topics to conditions on their rows."""

from sqlalchemy import ColumnElement

from app.query.resource import Names
from app.topics.filters import TopicQuery


def topic_conditions(_query: TopicQuery, _names: Names) -> list[ColumnElement[bool]]:
    """Topics have no filters of their own."""
    return []
