"""A question in words, so that a reader sees how it was understood."""

from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from functools import cache
from string import Formatter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from app.query.names import Resolved
from app.query.parameters import ListQuery
from app.query.resource import Names, Resource

_LONGEST = 200_000
"""Characters: each of some twenty filters may be given twenty times, and a name has at most 300."""
_TITLED = {"documents"}
"""Nouns whose names are titles: they stand in quotes."""


class ResolvedName(BaseModel):
    """What a name in the question was taken to mean."""

    model_config = ConfigDict(frozen=True)

    given: str = Field(max_length=300, description="The name as it was given.")
    id: str = Field(max_length=100, description="The id of what it names.")
    name: str = Field(max_length=2000, description="The name of what it names.")


Meanings = Annotated[list[ResolvedName], Field(max_length=20)] | SkipJsonSchema[None]


class ResolvedNames(BaseModel):
    """What the names in the question were taken to mean, by parameter; only those that were given."""

    model_config = ConfigDict(frozen=True)

    actor: Meanings = Field(default=None, description="The names given for `actor`.")
    claimant: Meanings = Field(default=None, description="The names given for `claimant`.")
    via: Meanings = Field(default=None, description="The names given for `via`.")
    agent: Meanings = Field(default=None, description="The names given for `agent`.")
    target: Meanings = Field(default=None, description="The names given for `target`.")
    addressee: Meanings = Field(default=None, description="The names given for `addressee`.")
    affected: Meanings = Field(default=None, description="The names given for `affected`.")
    beneficiary: Meanings = Field(default=None, description="The names given for `beneficiary`.")
    mentioned: Meanings = Field(default=None, description="The names given for `mentioned`.")
    place: Meanings = Field(default=None, description="The names given for `place`.")
    topic: Meanings = Field(default=None, description="The names given for `topic`.")
    document: Meanings = Field(default=None, description="The names given for `document`.")
    claim: Meanings = Field(default=None, description="The ids given for `claim`.")
    unit: Meanings = Field(default=None, description="The names given for `unit`.")
    measure: Meanings = Field(default=None, description="The names given for `measure`.")
    name: Meanings = Field(default=None, description="The names given for `name`.")
    parent: Meanings = Field(default=None, description="The names given for `parent`.")
    publisher: Meanings = Field(default=None, description="The names given for `publisher`.")


class Question(BaseModel):
    """How the question was understood."""

    model_config = ConfigDict(frozen=True)

    description: str = Field(max_length=_LONGEST, description="The question in words.")
    resolved: ResolvedNames = Field(description="What each name in it was taken to mean.")


def describe(resource: Resource, query: ListQuery, names: Names, order: str) -> Question:
    """The question in words, such as: claims involving China, of kind decision or plan, newest first."""
    clauses = ", ".join(_clauses(query, names))
    meanings = {parameter: list(map(_resolved, items)) for parameter, items in names.items()}
    state = "" if query.as_of is None else f", as of {_shown(query.as_of)}"
    return Question(
        description=f"{resource.noun} {clauses}, {order}{state}" if clauses else f"{resource.noun}, {order}{state}",
        resolved=ResolvedNames.model_construct(set(names), **meanings),
    )


def _clauses(query: ListQuery, names: Names) -> Iterator[str]:
    untold = {parameter: _values(query, parameter, value, names) for parameter, value in query.filters().items()}
    for phrase in query.phrases:
        told = _told(phrase)
        if told <= untold.keys():
            yield phrase.format_map({parameter: untold.pop(parameter) for parameter in told})


@cache
def _told(phrase: str) -> frozenset[str]:
    """The parameters that a phrase tells."""
    return frozenset(parameter for _, parameter, _, _ in Formatter().parse(phrase) if parameter)


def _values(query: ListQuery, parameter: str, value: object, names: Names) -> str:
    """What was given for a parameter: each value once, and joined by how several of them hold together."""
    if parameter in names:
        quotes = "“{}”" if query.references[parameter] in _TITLED else "{}"
        shown = list({item.id: quotes.format(item.name) for item in names[parameter]}.values())
    else:
        labels = query.labels.get(parameter, {})
        given = value if isinstance(value, list) else [value]
        shown = list(dict.fromkeys(labels.get(item) or _shown(item) for item in given))
    *others, last = shown
    return f"{', '.join(others)} {'and' if parameter in query.narrowing else 'or'} {last}" if others else last


def _shown(value: object) -> str:
    if isinstance(value, Enum):
        return str(value).replace("_", " ")
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)


def _resolved(item: Resolved) -> ResolvedName:
    return ResolvedName.model_construct(given=item.given, id=item.id, name=item.name)
