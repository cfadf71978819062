"""What can be written: for each noun, the form in which it is, and how it becomes rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.claims.resource import CLAIMS
from app.documents.resource import DOCUMENTS
from app.editorial import claims, documents, stakeholders, topics
from app.editorial.content.claim import ClaimContent, claim_content
from app.editorial.content.document import DocumentContent, document_content
from app.editorial.content.stakeholder import StakeholderContent, stakeholder_content
from app.editorial.content.topic import TopicContent, topic_content
from app.editorial.entry import Entry, Published, Written
from app.ingest.payload.base import Payload
from app.query.resource import Resource
from app.stakeholders.resource import STAKEHOLDERS
from app.topics.resource import TOPICS

Write = Callable[[Session, Sequence[Entry[Any]], datetime, str | None], Written]


@dataclass(frozen=True, eq=False)
class Writable:
    """A noun that can be written.

    ``content`` is the form, and ``content_of(record)`` a public record in it; ``write`` makes rows; ``new_id(content, moment)`` is the
    public id of a new record. ``settled(content, public_id)`` says the same with the ids that its keys stand for.
    """

    resource: Resource
    content: type[Payload]
    content_of: Callable[[Mapping[str, Any]], dict[str, Any]]
    write: Write
    new_id: Callable[[Any, datetime], str]
    settled: Callable[[Any, str], Payload] = lambda content, _: content

    def content_now(self, record: Published) -> Payload:
        """What a published record says, in the form in which it is written."""
        return self.content.model_validate(self.content_of(record.record))

    def says_now(self, record: Published, content: Payload) -> bool:
        """Whether a published record says that already."""
        return self.settled(content, record.public_id) == self.content_now(record)


def _own_id(content: StakeholderContent | DocumentContent | TopicContent, _moment: datetime) -> str:
    return content.id


WRITABLE: Mapping[str, Writable] = {
    writable.resource.noun: writable
    for writable in (
        Writable(CLAIMS, ClaimContent, claim_content, claims.write, claims.new_claim_id, claims.settled),
        Writable(STAKEHOLDERS, StakeholderContent, stakeholder_content, stakeholders.write, _own_id),
        Writable(DOCUMENTS, DocumentContent, document_content, documents.write, _own_id),
        Writable(TOPICS, TopicContent, topic_content, topics.write, _own_id),
    )
}
"""By noun."""
