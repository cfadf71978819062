"""The watch: which revision is the current one, without a query of one's own."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlmodel import Session

from app.db.engine import open_engine, reading, writing
from app.db.revision import begin_revision, current_revision, next_number
from app.db.watch import Watch, open_watch
from tests.conftest import Databases
from tests.ingest.folder import LATER

BOUND_SECONDS = 1.0
"""Within which a change is seen on PostgreSQL; on SQLite it is at once."""
PATIENCE_SECONDS = 30


@pytest.fixture
def watch(own_engine: Engine) -> Iterator[Watch]:
    made = open_watch(own_engine)
    yield made
    made.close()


def change(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        begin_revision(session, next_number(session), LATER)
        session.commit()


def mark_of(engine: Engine) -> str:
    with Session(reading(engine)) as session:
        revision = current_revision(session)
    assert revision is not None
    return revision.mark


def known(watch: Watch) -> str:
    """What the watch tells when it knows something."""
    until = monotonic() + PATIENCE_SECONDS
    while (mark := watch.mark()) is None:
        assert monotonic() < until
        sleep(0.02)
    return mark


def wait(engine: Engine) -> None:
    if engine.dialect.name == "postgresql":
        sleep(BOUND_SECONDS)


def test_watch_tells_the_current_mark(watch: Watch, own_engine: Engine) -> None:
    assert known(watch) == mark_of(own_engine)


def test_watch_tells_every_change_in_time(watch: Watch, own_engine: Engine) -> None:
    known(watch)
    for _ in range(3):
        change(own_engine)
        wait(own_engine)
        assert watch.mark() in {mark_of(own_engine), None}  # it may not know, but it tells nothing old
        assert known(watch) == mark_of(own_engine)


def test_watch_tells_nothing_when_there_is_no_revision(empty_engine: Engine) -> None:
    watch = open_watch(empty_engine)
    assert watch.mark() is None
    wait(empty_engine)
    assert watch.mark() is None
    watch.close()


def test_watch_tells_nothing_when_there_are_no_tables(databases: Databases) -> None:
    engine = open_engine(databases.create())
    watch = open_watch(engine)
    assert watch.mark() is None
    watch.close()
    engine.dispose()


def test_file_is_not_made_by_watching_it(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'facts.sqlite'}")
    watch = open_watch(engine)
    assert watch.mark() is None
    watch.close()
    assert list(tmp_path.iterdir()) == []


def test_watch_begins_again_when_its_connection_is_lost(watch: Watch, own_engine: Engine, postgresql: str) -> None:
    known(watch)
    if own_engine.dialect.name == "postgresql":
        others = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()")
        own_engine.dispose()
        server = create_engine(postgresql, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(others, {"name": own_engine.url.database})
        server.dispose()
    else:
        watch.close()
    change(own_engine)
    wait(own_engine)
    assert watch.mark() in {mark_of(own_engine), None}
    assert known(watch) == mark_of(own_engine)
