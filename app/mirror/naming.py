"""What a record names: it can become rows once all of that is there."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.editorial.content.claim import ClaimContent
from app.editorial.content.document import DocumentContent
from app.editorial.content.stakeholder import StakeholderContent
from app.ingest.ids import Ids

Name = tuple[str, str]
"""A noun, and the id of a record of it."""
Known = Mapping[str, Ids]
"""What is there, by noun."""


def named_by(content: Any) -> Iterator[Name]:  # noqa: ANN401 (content of any noun)
    """What a record names; the claims that a claim bears on excepted."""
    match content:
        case ClaimContent():
            yield "documents", content.document
            yield from (("topics", slug) for slug in content.topics)
            yield from (("stakeholders", hop.stakeholder) for hop in content.chain if hop.stakeholder)
            yield from (("stakeholders", slug) for slugs in content.participants.values() for slug in slugs)
            yield from (("stakeholders", figure.place) for figure in content.figures if figure.place)
        case DocumentContent():
            yield from (("stakeholders", slug) for slug in (content.publisher,) if slug)
        case StakeholderContent():
            yield from (("stakeholders", slug) for slug in (content.parent, content.outside_knowledge.parent) if slug)


def lacking(content: object, known: Known) -> Name | None:
    """The first that it names and that is not there."""
    return next((name for name in named_by(content) if name[1] not in known[name[0]]), None)
