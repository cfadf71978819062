"""An editor at work: publishes a changed claim several times a second, until told to stop: ``python -m bench.editor URL``."""

import sys
import time
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import open_engine, writing
from app.model import Claim
from app.publishing.publish import publish

COMMITS_A_SECOND = 5
_CLAIMS = 100
"""How many claims are changed in turn."""


def main(url: str) -> None:
    """Change the last claims of the database in turn; a change that is late is not made up for."""
    engine = open_engine(url)
    with Session(engine) as session:
        ids = list(session.execute(select(col(Claim.id)).order_by(col(Claim.id).desc()).limit(_CLAIMS)).scalars())
    for number in count():
        due = time.monotonic() + 1 / COMMITS_A_SECOND
        change(engine, ids[number % len(ids)], f"Corrected for the {number}th time.")
        time.sleep(max(0, due - time.monotonic()))


def change(engine: Engine, claim_id: int, statement: str) -> None:
    """Give a claim another statement, and publish it with everything that shows it."""
    with Session(writing(engine)) as session:
        session.get_one(Claim, claim_id).statement = statement
        publish(session, {"claims": {claim_id}}, datetime.now(UTC))
        session.commit()


if __name__ == "__main__":
    main(sys.argv[1])
