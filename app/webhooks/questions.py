"""Saved questions: a noun and a query string, read by the models and the rules of that noun's list."""

from pydantic import ValidationError

from app.db.snapshot import Snapshot
from app.publishing.publish import RESOURCES
from app.query.errors import Fault, QueryError
from app.query.parameters import PRESENTATION, repeatable
from app.query.question import Question, question_of
from app.query.resource import Resource
from app.query.suggest import did_you_mean, nearest
from app.web.asked import read_query, refuse_repeated
from app.web.faults import query_faults

NOUNS = {resource.noun: resource for resource in RESOURCES}
_OF_AN_ANSWER = PRESENTATION | {"cursor", "limit", "sort"}
"""The parameters that say how an answer is given, not what belongs to it."""


def saved_question(snapshot: Snapshot, noun: str, asked: str) -> Question:
    """What a query string asks of a noun. Raises :class:`QueryError`, as the list of that noun would."""
    resource = _resource(noun)
    refuse_repeated(asked, repeatable(resource.query))
    try:
        query = read_query(resource.query, asked)
    except ValidationError as error:
        found = [{**each, "loc": ("query", *each["loc"])} for each in error.errors(include_url=False)]
        raise QueryError(*query_faults(found, resource.query)) from None
    if extra := sorted(query.model_fields_set & _OF_AN_ANSWER):
        raise QueryError(*map(_no_filter, extra))
    return question_of(snapshot, resource, query)


def check_question(snapshot: Snapshot, noun: str | None, asked: str) -> None:
    """Raise :class:`QueryError` where a question cannot be saved."""
    if noun is not None:
        saved_question(snapshot, noun, asked)
    elif asked:
        raise QueryError(Fault("question", "needs_noun", "A question is asked of one noun: name it, or leave the question out."))


def _resource(noun: str) -> Resource:
    if noun in NOUNS:
        return NOUNS[noun]
    near = nearest(noun, NOUNS)
    detail = f"There is no noun {noun[:100]!r}.{did_you_mean(near)} Allowed: {', '.join(NOUNS)}."
    raise QueryError(Fault("noun", "not_allowed", detail, list(NOUNS), near))


def _no_filter(name: str) -> Fault:
    return Fault(name, "not_a_filter", f"{name} says how an answer is given; a saved question has filters only: leave it out.")
