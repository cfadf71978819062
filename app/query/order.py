"""The order of an answer."""

from collections.abc import Sequence

from sqlalchemy import literal

from app.db.words import Term
from app.query.errors import Fault, QueryError
from app.query.parameters import ListQuery
from app.query.resource import Resource, Sort

RELEVANCE = "relevance"
BY_RELEVANCE = Sort(lambda _table: literal(1), int, "best match first", is_descending=True)
"""Records whose own words have all that is searched for come before those that need the words around them."""


def order_of(query: ListQuery, terms: Sequence[Term]) -> str:
    """The name of the order that the question asks for; with words to find and no order of its own, the best match first.

    A ``q`` that only excludes has no best match: then the list keeps the order that it has without ``q``.
    """
    asked = str(query.model_dump(include={"sort"})["sort"])
    if query.q is None and asked == RELEVANCE:
        raise QueryError(Fault("sort", "needs_q", "sort=relevance orders matches of q; ask something with q, or sort otherwise."))
    if query.q is None or (asked != RELEVANCE and "sort" in query.model_fields_set):
        return asked
    has_match = not all(term.is_excluded for term in terms)
    return RELEVANCE if has_match else str(type(query).model_fields["sort"].default)


def sort_of(resource: Resource, name: str) -> Sort:
    """The order of that name."""
    return BY_RELEVANCE if name == RELEVANCE else resource.sorts[name]
