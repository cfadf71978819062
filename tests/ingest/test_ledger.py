"""What a load remembers of the last one."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import writing
from app.ingest.ledger import Ledger, digest_of, row_id
from app.ingest.payload.topic import TopicPayload
from app.model import Topic

SHELTER = TopicPayload(id="shelter", name="Shelter", definition="Somewhere to stay.")
ROOF = SHELTER.model_copy(update={"name": "Roof"})


def test_content_is_new_until_it_was_remembered_in_a_load_before(empty_engine: Engine) -> None:
    found = []
    for _ in range(2):
        with Session(writing(empty_engine)) as session:
            found.append(Ledger(session).changed("topics", {"shelter": digest_of(SHELTER)}))
            session.commit()
    assert found == [{"shelter"}, set()]


def test_content_is_new_again_when_it_has_changed(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        ledger = Ledger(session)
        ledger.changed("topics", {"shelter": digest_of(SHELTER), "flight": digest_of(SHELTER)})
        assert ledger.changed("topics", {"shelter": digest_of(ROOF), "flight": digest_of(SHELTER)}) == {"shelter"}
        assert ledger.changed("topics", {"shelter": digest_of(ROOF)}) == set()


def test_content_is_new_when_another_noun_or_record_has_it(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        ledger = Ledger(session)
        ledger.changed("topics", {"shelter": digest_of(SHELTER)})
        assert ledger.changed("topics", {"roof": digest_of(SHELTER)}) == {"roof"}
        assert ledger.changed("stakeholders", {"shelter": digest_of(SHELTER)}) == {"shelter"}


def test_nothing_is_new_when_nothing_is_given(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        assert Ledger(session).changed("topics", {}) == set()


def test_digest_differs_when_anything_of_the_content_does() -> None:
    digests = {digest_of(SHELTER), digest_of(ROOF), digest_of(SHELTER, 1), digest_of(SHELTER, "1"), digest_of(SHELTER, ROOF)}
    assert len(digests) == 5
    assert digest_of(SHELTER, 1) == digest_of(SHELTER.model_copy(), 1)


def test_row_has_no_id_when_it_was_not_flushed() -> None:
    with pytest.raises(ValueError, match="was not flushed"):
        row_id(Topic(slug="shelter", name="Shelter", definition="Somewhere to stay."))
