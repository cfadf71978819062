"""A question in words, so that a reader sees how it was understood."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from app.query.names import Resolved
from app.query.parameters import ListQuery
from app.query.resource import Names, Resource


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
    unit: Meanings = Field(default=None, description="The names given for `unit`.")
    measure: Meanings = Field(default=None, description="The names given for `measure`.")
    name: Meanings = Field(default=None, description="The names given for `name`.")
    parent: Meanings = Field(default=None, description="The names given for `parent`.")
    publisher: Meanings = Field(default=None, description="The names given for `publisher`.")


class Question(BaseModel):
    """How the question was understood."""

    model_config = ConfigDict(frozen=True)

    description: str = Field(max_length=20_000, description="The question in words.")
    resolved: ResolvedNames = Field(description="What each name in it was taken to mean.")


def describe(resource: Resource, query: ListQuery, names: Names, order: str) -> Question:
    """The question in words, such as: claims involving China, newest first."""
    phrases = []
    for parameter, value in query.filters().items():
        template = query.phrases.get(parameter)
        if template is None:
            continue
        if isinstance(template, tuple):
            phrases.append(template[bool(value)])
            continue
        shown = [item.name for item in names[parameter]] if parameter in names else [_shown(item) for item in _as_list(value)]
        phrases.append(template.format(_joined(shown, parameter in query.narrowing)))
    return Question(
        description=f"{' '.join([resource.noun, *phrases])}, {order}",
        resolved=ResolvedNames.model_validate({parameter: [_resolved(item) for item in items] for parameter, items in names.items()}),
    )


def _resolved(item: Resolved) -> ResolvedName:
    return ResolvedName(given=item.given, id=item.id, name=item.name)


def _as_list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value]


def _shown(value: object) -> str:
    return str(value).replace("_", " ")


def _joined(shown: list[str], all_must_hold: bool) -> str:  # noqa: FBT001 (reads well where it is called)
    return (" and " if all_must_hold else " or ").join(shown)
