"""What a record must meet to belong to an answer: the noun's own filters, and those that every noun has."""

from sqlalchemy import ColumnElement, case, select
from sqlmodel import Session, col

from app.db.search import matching_ids
from app.db.words import Term, parse_terms
from app.model import Record
from app.query.errors import Fault, QueryError
from app.query.parameters import ListQuery
from app.query.resource import Names, Resource, Sort

RELEVANCE = "relevance"


def conditions_of(session: Session, resource: Resource, query: ListQuery, names: Names) -> list[ColumnElement[bool]]:
    """Everything that the question asks of a record. Raises :class:`QueryError` where ``q`` has no words."""
    conditions = list(resource.conditions(query, names))
    if query.updated_since is not None:
        recent = select(col(Record.item_id)).where(col(Record.noun) == resource.noun, col(Record.updated_at) >= query.updated_since)
        conditions.append(resource.identity.in_(recent))
    if query.q is not None:
        wanted, excluded = _terms(query.q)
        if wanted:
            conditions.append(resource.identity.in_(matching_ids(session, resource.noun, wanted)))
        conditions += [resource.identity.not_in(matching_ids(session, resource.noun, [term])) for term in excluded]
    return conditions


def sort_of(session: Session, resource: Resource, query: ListQuery) -> Sort:
    """The order that the question asks for; with words to find and no order of its own, the best match first.

    A ``q`` that only excludes has no best match: then the list keeps the order that it has without ``q``.
    A record whose own words (a claim's statement) have all the terms comes before one that needs the words around it.
    """
    asked = str(query.model_dump(include={"sort"})["sort"])
    if query.q is None and asked == RELEVANCE:
        raise QueryError(Fault("sort", "needs_q", "sort=relevance orders matches of q; ask something with q, or sort otherwise."))
    if query.q is None or (asked != RELEVANCE and "sort" in query.model_fields_set):
        return resource.sorts[asked]
    wanted, _ = _terms(query.q)
    if not wanted:
        return resource.sorts[str(type(query).model_fields["sort"].default)]
    best = resource.identity.in_(matching_ids(session, resource.noun, wanted, own_only=True))
    return Sort(case((best, 1), else_=0), int, "best match first", is_descending=True)


def _terms(text: str) -> tuple[list[Term], list[Term]]:
    terms = parse_terms(text)
    if not terms:
        raise QueryError(Fault("q", "no_words", f"q={text[:100]!r} has no words to search for."))
    return [term for term in terms if not term.is_excluded], [term for term in terms if term.is_excluded]
