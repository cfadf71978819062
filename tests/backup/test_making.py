"""A backup holds everything, as it was at one moment, whoever writes meanwhile."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from app.backup.digests import read_digests
from app.backup.making import back_up
from app.backup.progress import unseen
from app.db.engine import open_engine, writing
from app.db.errors import DatabaseVersionError
from app.db.files import copy_file, open_file
from app.db.migrate import migrate
from app.ingest.files import DataFiles
from app.model import Topic, metadata
from app.publishing.publish import publish
from tests.backup.stand import answers_of, digests_of, mark_of
from tests.db.test_search_index import reworded
from tests.serving import load_files

BEGAN_AT = datetime(2026, 3, 1, tzinfo=UTC)


def add_topic(engine: Engine, slug: str) -> None:
    with Session(writing(engine)) as session:
        topic = Topic(slug=slug, name=slug.title(), definition="Made up.")
        session.add(topic)
        session.flush()
        publish(session, {"topics": {topic.id or 0}}, BEGAN_AT)
        session.commit()


def test_every_table_is_in_a_backup_with_all_its_rows(own_engine: Engine, backup: Path) -> None:
    own = digests_of(own_engine)
    with closing(sqlite3.connect(backup)) as file:
        held = {table.name: file.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] for table in metadata.sorted_tables}  # noqa: S608 (our own names)
    assert held == {name: digest.rows for name, digest in own.by_table.items()}
    assert held["claim"] > 0
    assert held["evidence"] > 0
    with open_file(backup).connect() as connection:
        assert list(read_digests(connection, unseen).differences(own)) == []


def test_backup_is_told_by_its_digest(own_engine: Engine, tmp_path: Path) -> None:
    before = digests_of(own_engine)
    assert str(back_up(own_engine, tmp_path / "first.sqlite", unseen)) == str(before)
    add_topic(own_engine, "flight")
    assert str(back_up(own_engine, tmp_path / "second.sqlite", unseen)) == str(digests_of(own_engine)) != str(before)


def test_backup_can_be_served_as_it_is(own_engine: Engine, backup: Path) -> None:
    engine = open_engine(f"sqlite:///{backup}")
    assert answers_of(engine) == answers_of(own_engine)
    assert mark_of(engine) == mark_of(own_engine)
    engine.dispose()


def test_backup_is_one_file_that_stands_by_itself(backup: Path) -> None:
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(backup.name)] == [backup.name]
    with closing(sqlite3.connect(backup)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_backup_is_of_the_moment_when_it_began_whatever_is_written_meanwhile(own_engine: Engine, tmp_path: Path) -> None:
    before = str(digests_of(own_engine))
    slugs = iter(["flight"])

    @contextmanager
    def writing_meanwhile(what: str, _total: int) -> Iterator[Callable[[int], object]]:
        yield lambda _done: add_topic(own_engine, slug) if what == "copying" and (slug := next(slugs, "")) else None

    made = back_up(own_engine, tmp_path / "backup.sqlite", writing_meanwhile)
    assert str(made) == before
    assert digests_of(own_engine).by_table["topic"].rows == made.by_table["topic"].rows + 1


def test_copy_of_pages_does_not_begin_anew_when_the_database_changes(own_engine: Engine, tmp_path: Path) -> None:
    if own_engine.dialect.name != "sqlite":
        pytest.skip("only SQLite is copied by pages")
    before, told = str(digests_of(own_engine)), list[int]()

    def write(done: int, _pages: int) -> None:
        told.append(done)
        if len(told) in {3, 5}:
            add_topic(own_engine, f"flight-{done}")

    copy_file(own_engine, tmp_path / "copy.sqlite", write, step=10)
    assert told == sorted(told)
    assert len(told) > 5
    with open_file(tmp_path / "copy.sqlite").connect() as connection:
        assert str(read_digests(connection, unseen)) == before


def test_backups_are_states_that_there_were_while_a_writer_is_at_work(own_engine: Engine, seed_files: DataFiles, tmp_path: Path) -> None:
    payload = next(claim for claim in seed_files.reports[0].payload.claims if "economic migrants" in claim.statement)
    states, enough = [str(digests_of(own_engine))], Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            number += 1
            load_files(own_engine, reworded(seed_files, payload.key, f"They come for wages: {number}."), BEGAN_AT + timedelta(days=number))
            states.append(str(digests_of(own_engine)))

    writer = Thread(target=write)
    writer.start()
    made: list[str] = []
    try:
        while len(states) < 4 and writer.is_alive():
            made.append(str(back_up(own_engine, tmp_path / f"{len(made)}.sqlite", unseen)))
    finally:
        enough.set()
        writer.join()
    assert len(states) >= 4
    assert made
    assert set(made) <= set(states)


def test_database_of_an_older_version_is_refused(own_engine: Engine, bare_engine: Engine, tmp_path: Path) -> None:
    migrate(bare_engine, "0004")
    with pytest.raises(DatabaseVersionError, match="the database is at migration 0004"):
        back_up(bare_engine, tmp_path / "backup.sqlite", unseen)
    with writing(own_engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseVersionError, match="the database is at migration 9999"):
        back_up(own_engine, tmp_path / "backup.sqlite", unseen)
    assert list(tmp_path.glob("backup*")) == []
