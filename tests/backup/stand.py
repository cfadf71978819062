"""What a database holds and answers, to be compared with another."""

from sqlalchemy import Engine, inspect

from app.backup.digests import Digests, read_digests
from app.backup.progress import unseen
from app.db.engine import reading
from tests.serving import serving

ANSWERS = (
    "/claims?limit=500",
    "/claims.csv",
    "/claims?q=refugees&sort=relevance&snippets=true&facets=kind",
    "/claims?actor=Beijing&sort=-event_date",
    "/stakeholders?limit=500",
    "/stakeholders/china",
    "/figures.ndjson",
    "/documents?q=china",
    "/topics",
    "/vocabularies/units",
    "/changes?limit=500",
)
"""Questions of all kinds: lists, records, tables, search, history."""


def digests_of(engine: Engine) -> Digests:
    with reading(engine).connect() as connection:
        return read_digests(connection, unseen)


def answers_of(engine: Engine) -> dict[str, bytes]:
    """The bodies of many answers."""
    with serving(engine) as client:
        answers = {address: client.get(address) for address in ANSWERS}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.content for address, answer in answers.items()}


def mark_of(engine: Engine) -> tuple[int, str]:
    """The number and the mark of the revision, as the service tells them."""
    with serving(engine) as client:
        told = client.get("/readyz").json()
    return told["revision"], told["mark"]


def tables_of(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return inspect(connection).get_table_names()
