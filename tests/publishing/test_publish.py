from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import writing
from app.db.revision import begin_revision, current_revision, next_number
from app.model import Claim, Stakeholder, Topic
from app.model.vocabulary import Status
from app.publishing.maker import Maker
from app.publishing.making import digest
from app.publishing.publish import Edition, make_by_noun, publish
from tests.ingest.folder import LATER, DataFolder, claim_address
from tests.ingest.stored import changes, state_of


def set_status(engine: Engine, folder: DataFolder, status: Status) -> str:
    address = claim_address(folder.read(), "islanders-are-refugees")
    with Session(writing(engine)) as session:
        claim = session.execute(select(Claim).where(col(Claim.public_id) == address.removeprefix("claims/"))).scalar_one()
        claim.status = status
        publish(session, {"claims": {claim.id or 0}}, LATER)
        session.commit()
    return address


def publish_topics(engine: Engine, definition: str, moment: datetime) -> int:
    """Write 501 topics with that definition, and publish them; how many records changed."""
    with Session(writing(engine)) as session:
        session.add_all(
            session.merge(Topic(id=number, slug=f"topic-{number}", name="Topic", definition=definition)) for number in range(1, 502)
        )
        session.flush()
        changed = publish(session, {"topics": set(range(1, 502))}, moment)
        session.commit()
    return changed


def test_nothing_is_published_when_nothing_has_changed(ferry_engine: Engine) -> None:
    before = state_of(ferry_engine)
    with Session(writing(ferry_engine)) as session:
        assert publish(session, {}, LATER) == 0
        session.commit()
    assert state_of(ferry_engine) == before


def test_nothing_is_published_when_every_record_reads_as_before(ferry_engine: Engine) -> None:
    before = state_of(ferry_engine)
    with Session(writing(ferry_engine)) as session:
        changed = {
            "topics": set(session.execute(select(col(Topic.id))).scalars()),
            "claims": set(session.execute(select(col(Claim.id))).scalars()),
        }
        assert publish(session, changed, LATER) == 0
        session.commit()
    assert state_of(ferry_engine) == before


def test_only_what_reads_differently_is_published_when_a_row_was_changed_by_hand(ferry_engine: Engine) -> None:
    before = state_of(ferry_engine)
    with Session(writing(ferry_engine)) as session:
        row = session.execute(select(Stakeholder).where(col(Stakeholder.slug) == "tamar")).scalar_one()
        row.description = "An island."
        assert publish(session, {"stakeholders": {row.id or 0}}, LATER) == 1
        session.commit()
    after = state_of(ferry_engine)
    assert changes(before, after) == {"stakeholders/tamar"}
    assert after.number == before.number + 1


def test_nothing_stays_published_when_the_transaction_is_rolled_back(ferry_engine: Engine) -> None:
    before = state_of(ferry_engine)
    with Session(writing(ferry_engine)) as session:
        row = session.execute(select(Topic).where(col(Topic.slug) == "flight")).scalar_one()
        row.name = "Escape"
        assert publish(session, {"topics": {row.id or 0}}, LATER) == 1
        session.rollback()
    assert state_of(ferry_engine) == before


@pytest.mark.parametrize("status", [Status.CORRECTED, Status.RETRACTED])
def test_claim_is_still_counted_when_it_is_corrected_or_retracted(ferry_engine: Engine, ferry: DataFolder, status: Status) -> None:
    before = state_of(ferry_engine)
    address = set_status(ferry_engine, ferry, status)
    after = state_of(ferry_engine)
    assert after.records[address].data["status"] == status
    assert after.count("topics/status", "topic") == before.count("topics/status", "topic")


def test_every_record_is_published_in_one_revision_when_there_are_more_than_a_batch_holds(empty_engine: Engine) -> None:
    assert publish_topics(empty_engine, "Made up.", LATER) == 501
    state = state_of(empty_engine)
    assert len(state.of("topics")) == 501
    assert {(record.version, record.revision) for record in state.records.values()} == {(1, 1)}


def test_every_record_is_renewed_in_one_revision_when_there_are_more_than_a_batch_holds(empty_engine: Engine) -> None:
    publish_topics(empty_engine, "Made up.", LATER)
    assert publish_topics(empty_engine, "Made up anew.", LATER + timedelta(days=1)) == 501
    state = state_of(empty_engine)
    assert state.number == 2
    assert {(record.version, record.revision) for record in state.records.values()} == {(2, 2)}


def test_record_gets_one_version_when_it_changes_twice_in_an_edition(ferry_engine: Engine) -> None:
    before = state_of(ferry_engine)
    with Session(writing(ferry_engine)) as session:
        row = session.execute(select(Claim).order_by(col(Claim.id)).limit(1)).scalar_one()
        address = f"claims/{row.public_id}"
        edition = Edition(session, LATER, Maker(make_by_noun))
        for statement in ("First wording.", "Second wording."):
            row.statement = statement
            edition.renew({"claims": {row.id or 0}})
        count = edition.close()
        session.commit()
    assert count == len(changes(before, state_of(ferry_engine)))
    record = state_of(ferry_engine).records[address]
    assert (record.version, record.data["version"], record.revision) == (2, 2, before.number + 1)
    assert record.data["statement"] == "Second wording."
    assert record.updated_at == LATER


def test_nothing_that_shows_it_is_rendered_when_a_row_is_only_counted_anew(ferry_engine: Engine) -> None:
    with Session(writing(ferry_engine)) as session:
        row = session.execute(select(Stakeholder).where(col(Stakeholder.slug) == "quorrel")).scalar_one()
        row.name = "Renamed"
        edition = Edition(session, LATER, Maker(make_by_noun))
        edition.recount({"stakeholders": {row.id or 0}})
        assert edition.close() == 1
        session.rollback()


def test_next_number_is_1_when_nothing_was_published(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        assert current_revision(session) is None
        assert next_number(session) == 1


def test_mark_is_new_when_a_revision_begins_at_the_same_moment_again(empty_engine: Engine) -> None:
    marks = []
    for number in (1, 2):
        with Session(writing(empty_engine)) as session:
            begin_revision(session, number, LATER)
            revision = current_revision(session)
            assert revision is not None
            marks.append(revision.mark)
            session.commit()
    assert len(set(marks)) == 2


def test_digest_is_sixteen_bytes_in_hexadecimal() -> None:
    assert digest("{}") == digest("{}")
    assert len(bytes.fromhex(digest("{}"))) == 16
    assert digest("{}") != digest("{ }")
