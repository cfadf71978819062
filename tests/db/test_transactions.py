"""Readers see one state of the data, and writers wait for each other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from app.db.engine import open_engine, reading, writing
from app.db.revision import begin_revision, current_revision, next_number
from app.model import Topic
from tests.ingest.folder import LATER, NOON


def add_topic(engine: Engine, slug: str) -> None:
    with Session(writing(engine)) as session:
        session.add(Topic(slug=slug, name=slug.title(), definition="Made up."))
        begin_revision(session, next_number(session), LATER)
        session.commit()


def topics(session: Session) -> list[str]:
    return list(session.execute(select(col(Topic.slug)).order_by(col(Topic.slug))).scalars())


def test_reader_sees_one_state_while_a_writer_commits(empty_engine: Engine) -> None:
    add_topic(empty_engine, "flight")
    with Session(reading(empty_engine)) as reader:
        before = current_revision(reader)
        add_topic(empty_engine, "shelter")
        assert topics(reader) == ["flight"]
        assert current_revision(reader) == before


def test_reader_sees_what_was_committed_when_it_begins_anew(empty_engine: Engine) -> None:
    with Session(reading(empty_engine)) as reader:
        assert topics(reader) == []
        add_topic(empty_engine, "flight")
        reader.rollback()
        assert topics(reader) == ["flight"]


def test_reader_does_not_wait_while_a_writer_is_at_work(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as writer:
        writer.add(Topic(slug="flight", name="Flight", definition="Made up."))
        writer.flush()
        with Session(reading(empty_engine)) as reader:
            assert topics(reader) == []


def test_reader_cannot_write_on_postgresql(postgresql: str) -> None:
    engine = open_engine(postgresql)
    with Session(reading(engine)) as reader, pytest.raises(DBAPIError, match="read-only transaction"):
        reader.execute(text("CREATE TABLE topic (id INTEGER)"))
    engine.dispose()


def test_second_writer_waits_until_the_first_has_committed(empty_engine: Engine) -> None:
    began, order = Event(), list[str]()

    def write_second() -> None:
        assert began.wait(60)
        with Session(writing(empty_engine)) as session:
            order.append(f"second sees {topics(session)}")
            session.rollback()

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(write_second)
        with Session(writing(empty_engine)) as session:
            session.add(Topic(slug="flight", name="Flight", definition="Made up."))
            session.flush()
            began.set()
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
            order.append("first commits")
            session.commit()
        waiting.result(timeout=60)
    assert order == ["first commits", "second sees ['flight']"]


def test_second_writer_goes_on_when_the_first_has_failed(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        session.add(Topic(slug="flight", name="Flight", definition="Made up."))
        session.flush()
        session.rollback()
    add_topic(empty_engine, "shelter")
    with Session(reading(empty_engine)) as session:
        assert topics(session) == ["shelter"]


def test_revisions_follow_each_other_when_many_write_at_once(empty_engine: Engine) -> None:
    together = Barrier(4)

    def write(number: int) -> None:
        together.wait(60)
        add_topic(empty_engine, f"topic-{number}")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    with Session(reading(empty_engine)) as session:
        revision = current_revision(session)
        assert len(topics(session)) == 4
    assert revision is not None
    assert revision.number == 4


def test_connections_are_given_back_when_sessions_end(empty_engine: Engine) -> None:
    narrow = open_engine(empty_engine.url.render_as_string(hide_password=False), pool=1)
    for _ in range(3):
        with Session(reading(narrow)) as session:
            assert topics(session) == []
    with Session(writing(narrow)) as session:
        assert topics(session) == []
    narrow.dispose()


def test_moment_of_a_revision_is_the_one_that_it_was_begun_with(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        begin_revision(session, 7, NOON)
        session.commit()
    with Session(reading(empty_engine)) as session:
        revision = current_revision(session)
    assert revision is not None
    assert (revision.number, revision.changed_at) == (7, NOON)
