"""What was counted is kept as long as the data are as they were, and only for those who see them so."""

from collections.abc import Iterator
from itertools import count

from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import reading, writing
from app.db.revision import begin_revision, current_revision, next_number
from app.query.kept import kept
from tests.ingest.folder import LATER


def numbers() -> Iterator[int]:
    return count(1)


def test_number_is_counted_once_in_one_state_of_the_data(own_engine: Engine) -> None:
    made = numbers()
    found = []
    for _ in range(3):
        with Session(reading(own_engine)) as session:
            current_revision(session)
            found.append(kept(session, ("test", "once"), lambda: next(made)))
    assert found == [1, 1, 1]


def test_number_is_counted_again_when_the_data_have_changed(own_engine: Engine) -> None:
    made = numbers()
    found = []
    for _ in range(2):
        with Session(reading(own_engine)) as session:
            current_revision(session)
            found.append(kept(session, ("test", "again"), lambda: next(made)))
        with Session(writing(own_engine)) as session:
            begin_revision(session, next_number(session), LATER)
            session.commit()
    assert found == [1, 2]


def test_nothing_is_kept_for_a_session_that_does_not_know_what_it_sees(own_engine: Engine) -> None:
    made = numbers()
    with Session(reading(own_engine)) as session:
        assert [kept(session, ("test", "unknown"), lambda: next(made)) for _ in range(2)] == [1, 2]


def test_each_key_has_its_own(own_engine: Engine) -> None:
    with Session(reading(own_engine)) as session:
        current_revision(session)
        assert [kept(session, ("test", key), lambda key=key: key) for key in ("a", "b", "a")] == ["a", "b", "a"]  # type: ignore[misc]
