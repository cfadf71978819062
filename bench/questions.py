"""What is asked: real names, ids and words of the data, chosen by what is in the database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlmodel import Session, col

from app.db.engine import open_engine, reading
from app.model import Claim, Involvement, Stakeholder
from bench.databases import Database

PAGE = 20
_DIFFERENT = 200
_STATEMENTS = 100
_WORD = re.compile(r"\b[a-z]{5,}\b")
COMMON_WORD = "refugees"
"""The word that generated claims have most often."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Actors as they are numbered (in generated data the first is the most frequent), ids of claims, words of statements."""

    actors: Sequence[str]
    ids: Sequence[str]
    words: Sequence[str]

    def newest(self) -> list[str]:
        """For each actor, the address of a page of its newest claims."""
        return [f"/claims?actor={actor}&limit={PAGE}" for actor in self.actors]

    def records(self) -> list[str]:
        """The address of each claim."""
        return [f"/claims/{public_id}" for public_id in self.ids]

    def searches(self) -> list[str]:
        """For each word, the address of the first page of claims that have it."""
        return [f"/claims?q={word}&limit={PAGE}" for word in self.words]

    def facets(self) -> list[str]:
        """As :meth:`newest`, with how many claims there are of each kind and certainty."""
        return [f"{path}&facets=kind,certainty" for path in self.newest()]


def questions_on(database: Database, different: int = _DIFFERENT) -> Questions:
    """At most so many different questions of each kind."""
    engine = open_engine(database.url)
    with Session(reading(engine)) as session:
        involved = exists().where(col(Involvement.part) == "actor", col(Involvement.stakeholder_id) == col(Stakeholder.id))
        actors = select(col(Stakeholder.slug)).where(involved).order_by(col(Stakeholder.id))
        claims = session.execute(select(col(Claim.public_id), col(Claim.statement)).order_by(col(Claim.id)).limit(different)).all()
        found = list(session.execute(actors.limit(different)).scalars())
    engine.dispose()
    text = " ".join(claim.statement for claim in claims[:_STATEMENTS]).lower()
    return Questions(found, [claim.public_id for claim in claims], list(dict.fromkeys(_WORD.findall(text)))[:different])
