"""Claims: propositions with their chain of attribution, their parties, topics and relations."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import text as sql
from sqlmodel import Field, Index, Relationship, SQLModel, col

from app.model.columns import UtcDateTime, stored, text
from app.model.document import Document
from app.model.stakeholder import Stakeholder
from app.model.topic import Topic
from app.model.vocabulary import Act, Certainty, ClaimKind, Polarity, PublicStatus, Relation, Role, SourceType

if TYPE_CHECKING:
    from app.model.evidence import Evidence
    from app.model.figure import Figure

_OWNED = {"lazy": "raise_on_sql", "cascade": "all, delete-orphan"}


class ClaimTopic(SQLModel, table=True):
    """A claim is about a topic."""

    __tablename__ = "claim_topic"
    __table_args__ = (Index("ix_claim_topic_topic_id_claim_id", "topic_id", "claim_id"),)

    claim_id: int = Field(default=None, foreign_key="claim.id", primary_key=True)
    position: int = Field(primary_key=True)
    topic_id: int = Field(foreign_key="topic.id")

    topic: Topic = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"})


class Claim(SQLModel, table=True):
    """One proposition in our own words. ``reported_on`` is the day of its document, for newest-first reading."""

    __table_args__ = (
        Index("ix_claim_reported_on_id", "reported_on", "id"),
        Index("ix_claim_event_from_id", "event_from", "id"),
        Index("ix_claim_event_until_id", "event_until", "id"),
        Index("ix_claim_earliest_event", sql("coalesce(event_from, '0001-01-01')"), "id"),
        Index("ix_claim_latest_event", sql("coalesce(event_from, '0001-01-01') DESC"), "id"),
        Index("ix_claim_document_id_id", "document_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(sa_type=text(30), unique=True)
    document_id: int = Field(foreign_key="document.id")
    statement: str
    kind: ClaimKind = Field(sa_type=stored(ClaimKind), index=True)
    polarity: Polarity = Field(sa_type=stored(Polarity))
    certainty: Certainty = Field(sa_type=stored(Certainty), index=True)
    status: PublicStatus = Field(sa_type=stored(PublicStatus), index=True)
    event_date: str | None = None
    event_from: date | None = None
    event_until: date | None = None
    reported_on: date
    condition: str | None = None
    purpose: str | None = None

    document: Document = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"})
    topics: list[ClaimTopic] = Relationship(sa_relationship_kwargs=_OWNED | {"order_by": "ClaimTopic.position"})
    chain: list["Hop"] = Relationship(sa_relationship_kwargs=_OWNED | {"order_by": "Hop.position"})
    participants: list["Participant"] = Relationship(sa_relationship_kwargs=_OWNED | {"order_by": "Participant.position"})
    figures: list["Figure"] = Relationship(sa_relationship_kwargs=_OWNED | {"order_by": "Figure.id"}, back_populates="claim")
    evidence: list["Evidence"] = Relationship(sa_relationship_kwargs=_OWNED | {"order_by": "Evidence.id"})
    corrections: list["Correction"] = Relationship(sa_relationship_kwargs=_OWNED | {"order_by": "Correction.version"})
    relations: list["ClaimRelation"] = Relationship(
        sa_relationship_kwargs=_OWNED | {"order_by": "ClaimRelation.position", "foreign_keys": "ClaimRelation.claim_id"}
    )
    relations_from: list["ClaimRelation"] = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise_on_sql",
            "order_by": "ClaimRelation.claim_id",
            "foreign_keys": "ClaimRelation.other_id",
            "viewonly": True,
        }
    )


class Correction(SQLModel, table=True):
    """What readers are told of a change to a published claim; ``version`` is the one that it led to."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(default=None, foreign_key="claim.id", index=True)
    version: int
    corrected_at: datetime = Field(sa_type=UtcDateTime)
    note: str


class Hop(SQLModel, table=True):
    """One source in the chain from the document (depth 0) to the claimant (the deepest); joint speakers share a depth."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(default=None, foreign_key="claim.id", index=True)
    position: int
    depth: int
    source_type: SourceType = Field(sa_type=stored(SourceType))
    stakeholder_id: int | None = Field(default=None, foreign_key="stakeholder.id")
    label: str | None = None
    act: Act = Field(sa_type=stored(Act), index=True)
    cue: str | None = None
    certainty: Certainty = Field(sa_type=stored(Certainty))
    said_on: date | None = None

    stakeholder: Stakeholder | None = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"})
    evidence: list["Evidence"] = Relationship(sa_relationship_kwargs=_OWNED | {"order_by": "Evidence.id"})


class Participant(SQLModel, table=True):
    """A stakeholder in a role within what the claim says."""

    claim_id: int = Field(default=None, foreign_key="claim.id", primary_key=True)
    position: int = Field(primary_key=True)
    stakeholder_id: int = Field(foreign_key="stakeholder.id")
    role: Role = Field(sa_type=stored(Role))

    stakeholder: Stakeholder = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"})


class ClaimRelation(SQLModel, table=True):
    """How a claim bears on another. Only the forward direction is stored."""

    __tablename__ = "claim_relation"

    claim_id: int = Field(default=None, foreign_key="claim.id", primary_key=True)
    position: int = Field(primary_key=True)
    relation: Relation = Field(sa_type=stored(Relation))
    other_id: int = Field(foreign_key="claim.id", index=True)

    claim: Claim = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql", "foreign_keys": "ClaimRelation.claim_id", "viewonly": True})
    other: Claim = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql", "foreign_keys": "ClaimRelation.other_id"})


class Involvement(SQLModel, table=True):
    """The index behind every role filter: who is involved in which claim, and as what.

    ``part`` is a role of a participant, or ``claimant``, ``via``, or ``actor`` for any part at all. Derived from the chain
    and the participants whenever a claim is written. ``reported_on`` repeats the claim's, for reading the newest first.
    """

    part: str = Field(sa_type=text(32), primary_key=True)
    stakeholder_id: int = Field(foreign_key="stakeholder.id", primary_key=True)
    claim_id: int = Field(default=None, foreign_key="claim.id", primary_key=True, index=True)
    reported_on: date


Index(
    "ix_involvement_newest",
    col(Involvement.part),
    col(Involvement.stakeholder_id),
    col(Involvement.reported_on).desc(),
    col(Involvement.claim_id),
)
