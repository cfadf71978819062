"""The API as tutorials teach it: FastAPI, SQLModel with relationships, a session by dependency, models nested in the response.

It reads the tables of this service in ``TUTORIAL_DATABASE``, a SQLite file.
"""

import os
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from sqlalchemy import MetaData
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, SQLModel, col, create_engine, select


class Base(SQLModel):
    """Models of their own, beside those of the service in the same process."""

    metadata = MetaData()


class Stakeholder(Base, table=True):
    """A party."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str
    name: str
    kind: str


class Hop(Base, table=True):
    """A step of attribution."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id")
    depth: int
    source_type: str
    stakeholder_id: int | None = Field(default=None, foreign_key="stakeholder.id")
    label: str | None
    act: str
    cue: str | None
    certainty: str
    stakeholder: Stakeholder | None = Relationship()


class Participant(Base, table=True):
    """Who takes part."""

    claim_id: int = Field(foreign_key="claim.id", primary_key=True)
    position: int = Field(primary_key=True)
    stakeholder_id: int = Field(foreign_key="stakeholder.id")
    role: str
    stakeholder: Stakeholder = Relationship()


class Figure(Base, table=True):
    """A quantity."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id")
    as_printed: str
    comparator: str
    unit: str
    measure: str


class Evidence(Base, table=True):
    """A place in a document."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int | None = Field(default=None, foreign_key="claim.id")
    paragraph: int
    start: int
    end: int
    exact: str


class Involvement(Base, table=True):
    """Who is involved in which claim."""

    part: str = Field(primary_key=True)
    stakeholder_id: int = Field(primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", primary_key=True)


class Claim(Base, table=True):
    """A claim."""

    id: int | None = Field(default=None, primary_key=True)
    public_id: str
    statement: str
    kind: str
    certainty: str
    polarity: str
    event_date: str | None
    reported_on: date
    chain: list[Hop] = Relationship()
    participants: list[Participant] = Relationship()
    figures: list[Figure] = Relationship()
    evidence: list[Evidence] = Relationship()


class Party(SQLModel):
    """A party, as it is answered."""

    slug: str
    name: str


class HopOut(SQLModel):
    """A step, as it is answered."""

    depth: int
    source_type: str
    label: str | None
    act: str
    cue: str | None
    certainty: str
    stakeholder: Party | None


class ParticipantOut(SQLModel):
    """A part, as it is answered."""

    role: str
    stakeholder: Party


class FigureOut(SQLModel):
    """A quantity, as it is answered."""

    as_printed: str
    comparator: str
    unit: str
    measure: str


class EvidenceOut(SQLModel):
    """A place, as it is answered."""

    paragraph: int
    start: int
    end: int
    exact: str


class ClaimOut(SQLModel):
    """A claim, as it is answered."""

    public_id: str
    statement: str
    kind: str
    certainty: str
    polarity: str
    event_date: str | None
    chain: list[HopOut]
    participants: list[ParticipantOut]
    figures: list[FigureOut]
    evidence: list[EvidenceOut]


engine = create_engine(f"sqlite:///{os.environ['TUTORIAL_DATABASE']}", connect_args={"check_same_thread": False})
app = FastAPI()


def get_session() -> Iterator[Session]:
    """A session for each request."""
    with Session(engine) as session:
        yield session


@app.get("/claims", response_model=list[ClaimOut])
def list_claims(session: Annotated[Session, Depends(get_session)], actor: str, limit: Annotated[int, Query(le=100)] = 20) -> list[Claim]:
    """The newest claims that involve somebody."""
    involving = select(Involvement.claim_id).join(Stakeholder, col(Stakeholder.id) == col(Involvement.stakeholder_id))
    involving = involving.where(col(Involvement.part) == "actor", col(Stakeholder.slug) == actor)
    newest = select(Claim).where(col(Claim.id).in_(involving)).order_by(col(Claim.reported_on).desc(), col(Claim.id)).limit(limit)
    related = [
        selectinload(Claim.chain).selectinload(Hop.stakeholder),  # type: ignore[arg-type]  # SQLModel types relationships as their values
        selectinload(Claim.participants).selectinload(Participant.stakeholder),  # type: ignore[arg-type]  # (as above)
        selectinload(Claim.figures),  # type: ignore[arg-type]  # (as above)
        selectinload(Claim.evidence),  # type: ignore[arg-type]  # (as above)
    ]
    return list(session.exec(newest.options(*related)).all())
