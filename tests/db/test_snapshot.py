"""A snapshot sees one state of the data, however it is read, and says when it cannot be read."""

import pytest
from sqlalchemy import Engine, bindparam, select
from sqlmodel import Session, col

from app.db.engine import open_engine, writing
from app.db.errors import DatabaseFailedError
from app.db.memory import Memory
from app.db.revision import begin_revision, next_number
from app.db.snapshot import NotAtOnceError, open_snapshot
from app.db.statement import AnySelect
from app.db.utf8 import utf8
from app.model import Claim, Record, Topic
from app.model.vocabulary import PublicStatus
from tests.ingest.folder import LATER

SLUGS: AnySelect = select(col(Topic.slug)).order_by(col(Topic.slug))


def add_topic(engine: Engine, slug: str) -> None:
    with Session(writing(engine)) as session:
        session.add(Topic(slug=slug, name=slug.title(), definition="Made up."))
        begin_revision(session, next_number(session), LATER)
        session.commit()


def test_snapshot_sees_one_state_while_a_writer_commits(empty_engine: Engine) -> None:
    add_topic(empty_engine, "flight")
    with open_snapshot(empty_engine, Memory()) as snapshot:
        add_topic(empty_engine, "shelter")
        assert snapshot.revision is not None
        assert (snapshot.revision.number, snapshot.rows(SLUGS)) == (1, [("flight",)])
    with open_snapshot(empty_engine, Memory()) as snapshot:
        assert snapshot.revision is not None
        assert (snapshot.revision.number, snapshot.rows(SLUGS)) == (2, [("flight",), ("shelter",)])


def test_connection_can_write_after_a_snapshot(empty_engine: Engine) -> None:
    for slug in ("flight", "shelter"):
        with open_snapshot(empty_engine, Memory()):
            pass
        add_topic(empty_engine, slug)
    with open_snapshot(empty_engine, Memory()) as snapshot:
        assert len(snapshot.rows(SLUGS)) == 2


def test_stream_has_every_row_in_order(own_engine: Engine) -> None:
    bodies: AnySelect = select(utf8(col(Record.body))).where(col(Record.noun) == bindparam("noun")).order_by(col(Record.item_id))
    with open_snapshot(own_engine, Memory()) as snapshot:
        batches = list(snapshot.stream(bodies, {"noun": "claims"}))
        assert [row for batch in batches for row in batch] == list(snapshot.rows(bodies, {"noun": "claims"}))
    assert all(isinstance(body, bytes) for batch in batches for (body,) in batch)


def test_values_are_read_and_given_as_python_has_them(own_engine: Engine) -> None:
    shown: AnySelect = select(col(Claim.status), col(Claim.reported_on)).where(
        col(Claim.status) != PublicStatus.RETRACTED, col(Claim.reported_on) >= bindparam("since")
    )
    with open_snapshot(own_engine, Memory()) as snapshot:
        rows = snapshot.rows(shown, {"since": LATER.date().replace(year=1900)})
        assert {type(value).__name__ for row in rows for value in row} == {"PublicStatus", "date"}
        assert snapshot.rows(shown, {"since": LATER.date()}) == []


def test_hurried_snapshot_refuses_what_takes_a_while(own_engine: Engine) -> None:
    with open_snapshot(own_engine, Memory()) as snapshot:
        snapshot.take_time()
    with open_snapshot(own_engine, Memory(), is_hurried=True) as snapshot, pytest.raises(NotAtOnceError):
        snapshot.take_time()


def test_snapshot_says_in_one_line_that_nobody_answers() -> None:
    engine = open_engine("postgresql+psycopg://someone:secret@127.0.0.1:1/none")
    with pytest.raises(DatabaseFailedError) as raised, open_snapshot(engine, Memory()):
        pass
    assert "127.0.0.1:1/none does not answer: " in str(raised.value)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)
