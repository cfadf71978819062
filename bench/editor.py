"""An editor at work: publishes a changed claim several times a second, from another process than the one that serves."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from threading import Event
from time import monotonic

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import open_engine, writing
from app.model import Claim
from app.publishing.publish import publish

_COMMITS_A_SECOND = 5
_CLAIMS = 100
"""How many claims are changed in turn, the last ones of the database."""


@contextmanager
def editing(url: str) -> Iterator[None]:
    """Change claims in turn until the block is left; a change that is late is not made up for. Raises where one failed."""
    engine = open_engine(url)
    with Session(engine) as session:
        ids = list(session.execute(select(col(Claim.id)).order_by(col(Claim.id).desc()).limit(_CLAIMS)).scalars())
    done = Event()
    with ThreadPoolExecutor(1) as executor:
        work = executor.submit(_work, engine, ids, done)
        try:
            yield
        finally:
            done.set()
        work.result()
    engine.dispose()


def change(engine: Engine, claim_id: int, statement: str) -> None:
    """Give a claim another statement, and publish it with everything that shows it."""
    with Session(writing(engine)) as session:
        session.get_one(Claim, claim_id).statement = statement
        publish(session, {"claims": {claim_id}}, datetime.now(UTC))
        session.commit()


def _work(engine: Engine, ids: list[int], done: Event) -> None:
    for claim_id in cycle(ids):
        due = monotonic() + 1 / _COMMITS_A_SECOND
        change(engine, claim_id, f"Corrected at {datetime.now(UTC)}.")
        if done.wait(max(0, due - monotonic())):
            return
