"""Every public noun with the shapes that it promises."""

from typing import NamedTuple

from app.claims.record import Claim, ClaimList
from app.documents.record import Document, DocumentList
from app.figures.record import Figure, FigureList
from app.query.record_list import RecordList
from app.shape.base import Shape
from app.stakeholders.record import Stakeholder, StakeholderList
from app.topics.record import Topic, TopicList
from app.vocabularies.record import Vocabulary, VocabularyList


class Noun(NamedTuple):
    """A list's address, and the shapes of its records and of its pages."""

    name: str
    record: type[Shape]
    page: type[RecordList]

    @property
    def address(self) -> str:
        return f"/{self.name}"


NOUNS = (
    Noun("claims", Claim, ClaimList),
    Noun("stakeholders", Stakeholder, StakeholderList),
    Noun("figures", Figure, FigureList),
    Noun("documents", Document, DocumentList),
    Noun("topics", Topic, TopicList),
    Noun("vocabularies", Vocabulary, VocabularyList),
)
