"""What was counted is kept as long as the data are as they were."""

from collections.abc import Iterator
from itertools import count

from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import writing
from app.db.memory import Memory
from app.db.revision import begin_revision, next_number
from app.db.snapshot import open_snapshot
from tests.ingest.folder import LATER


def numbers() -> Iterator[int]:
    return count(1)


def test_number_is_counted_once_in_one_state_of_the_data(own_engine: Engine) -> None:
    made, memory = numbers(), Memory()
    found = []
    for _ in range(3):
        with open_snapshot(own_engine, memory) as snapshot:
            found.append(snapshot.kept(("test", "once"), lambda: next(made)))
    assert found == [1, 1, 1]


def test_number_is_counted_again_when_the_data_have_changed(own_engine: Engine) -> None:
    made, memory = numbers(), Memory()
    found = []
    for _ in range(2):
        with open_snapshot(own_engine, memory) as snapshot:
            found.append(snapshot.kept(("test", "again"), lambda: next(made)))
        with Session(writing(own_engine)) as session:
            begin_revision(session, next_number(session), LATER)
            session.commit()
    assert found == [1, 2]


def test_nothing_is_kept_before_there_are_data(empty_engine: Engine) -> None:
    made = numbers()
    with open_snapshot(empty_engine, Memory()) as snapshot:
        assert [snapshot.kept(("test", "empty"), lambda: next(made)) for _ in range(2)] == [1, 2]


def test_each_key_has_its_own(own_engine: Engine) -> None:
    with open_snapshot(own_engine, Memory()) as snapshot:
        assert [snapshot.kept(("test", key), lambda key=key: key) for key in ("a", "b", "a")] == ["a", "b", "a"]  # type: ignore[misc]
