"""What a load remembers of the last one."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import writing
from app.ingest.ledger import Ledger, row_id
from app.ingest.payload.topic import TopicPayload
from app.model import Topic

SHELTER = TopicPayload(id="shelter", name="Shelter", definition="Somewhere to stay.")


def test_content_is_new_until_it_was_remembered_in_a_load_before(empty_engine: Engine) -> None:
    found = []
    for _ in range(2):
        with Session(writing(empty_engine)) as session:
            found.append(Ledger(session).is_new("topics", "shelter", SHELTER))
            session.commit()
    assert found == [True, False]


def test_content_is_new_again_when_it_has_changed(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        ledger = Ledger(session)
        ledger.is_new("topics", "shelter", SHELTER)
        assert not ledger.is_new("topics", "shelter", SHELTER)
        assert ledger.is_new("topics", "shelter", SHELTER.model_copy(update={"name": "Roof"}))


def test_content_is_new_when_another_noun_or_record_has_it(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        ledger = Ledger(session)
        ledger.is_new("topics", "shelter", SHELTER)
        assert ledger.is_new("topics", "roof", SHELTER)
        assert ledger.is_new("stakeholders", "shelter", SHELTER)


def test_rows_without_an_id_are_not_written_down(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        ledger = Ledger(session)
        ledger.wrote("topics", 1, None, 2)
        assert ledger.written == {"topics": {1, 2}}


def test_row_has_no_id_when_it_was_not_flushed() -> None:
    with pytest.raises(ValueError, match="was not flushed"):
        row_id(Topic(slug="shelter", name="Shelter", definition="Somewhere to stay."))
