"""Everything that can become of records: corrections, a retraction, a merger, an erasure, each as editors do it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import writing
from app.editorial.erasing import erase
from app.editorial.merging import merge
from app.editorial.reading import read_content
from app.editorial.records import Records, Terms
from app.editorial.writable import WRITABLE
from app.model import Record
from tests.conftest import LOADED_AT

TERMS = Terms("*", "A note for readers.")
Edit = Callable[["Desk"], None]


class Desk:
    """Changes the records of a database, each a day after the other."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.moment = LOADED_AT

    @contextmanager
    def _session(self) -> Iterator[Session]:
        self.moment += timedelta(days=1)
        with Session(writing(self.engine)) as session:
            yield session
            session.commit()

    def create(self, noun: str, **content: Any) -> str:  # noqa: ANN401 (any JSON)
        """Publish a new record; its id."""
        with self._session() as session:
            writable = WRITABLE[noun]
            return Records(session, writable, self.moment).create(read_content(writable.content, content)).public_id

    def patch(self, noun: str, public_id: str, **content: Any) -> None:  # noqa: ANN401 (any JSON)
        """Change some members of a record."""
        with self._session() as session:
            Records(session, WRITABLE[noun], self.moment).patch(public_id, content, TERMS)

    def retract(self, public_id: str) -> None:
        """Withdraw a claim."""
        with self._session() as session:
            Records(session, WRITABLE["claims"], self.moment).retract(public_id, TERMS)

    def merge(self, duplicate: str, into: str) -> None:
        """Let one stakeholder be the other."""
        with self._session() as session:
            merge(session, duplicate, into, TERMS, self.moment)

    def erase(self, noun: str, public_id: str) -> None:
        """Erase a record."""
        with self._session() as session:
            erase(session, noun, public_id, "A law demands it.", self.moment)

    def content(self, noun: str, public_id: str) -> dict[str, Any]:
        """What a record says, as it is written."""
        with Session(self.engine) as session:
            writable = WRITABLE[noun]
            current = Records(session, writable, self.moment).current(public_id)
            return writable.content_now(current).model_dump(mode="json", exclude_none=True)


def claim_with(engine: Engine, member: str, number: int = 0) -> str:
    """The id of a claim that has something there."""
    with Session(engine) as session:
        bodies = session.execute(select(col(Record.body)).where(col(Record.noun) == "claims").order_by(col(Record.item_id))).scalars()
        return str([record["id"] for record in map(json.loads, bodies) if record[member]][number])


def edits(engine: Engine) -> list[Edit]:
    """One after the other: each is a revision of its own."""
    corrected, retracted = claim_with(engine, "relations"), claim_with(engine, "figures", 2)
    erased, figured = claim_with(engine, "relations", 3), claim_with(engine, "figures", 1)

    def add_figure(desk: Desk) -> None:
        figures = desk.content("claims", figured)["figures"]
        new = {name: value for name, value in figures[0].items() if name != "id"} | {"key": "once-more", "as_printed": "forty"}
        desk.patch("claims", figured, figures=[*figures, new])

    def restate(desk: Desk) -> None:
        content = desk.content("claims", corrected) | {"statement": "Stated by hand.", "key": "stated-by-hand"}
        desk.create("claims", **{name: value for name, value in content.items() if name != "figures"})

    return [
        lambda desk: desk.patch("claims", corrected, statement="Corrected by hand."),
        lambda desk: desk.patch("stakeholders", "china", name="People’s Republic of China"),
        lambda desk: desk.create("stakeholders", id="prc", name="The PRC", kind="state", aliases=[{"name": "Mainland"}]) and None,
        lambda desk: desk.patch("claims", retracted, participants={"mentioned": ["prc"]}),
        lambda desk: desk.retract(retracted),
        restate,
        add_figure,
        lambda desk: desk.create("topics", id="harbours", name="Harbours", definition="Where boats lie.") and None,
        lambda desk: desk.patch("claims", corrected, topics=["harbours"], relations=[]),
        lambda desk: desk.merge("prc", "china"),
        lambda desk: desk.patch("documents", "china-north-korean-refugees-2008", title="Another title", publisher="unhcr"),
        lambda desk: desk.erase("claims", erased),
        lambda desk: desk.create("stakeholders", id="nobody", name="Nobody", kind="person") and None,
        lambda desk: desk.erase("stakeholders", "nobody"),
        lambda desk: desk.patch("claims", corrected, statement="Corrected once more."),
    ]
