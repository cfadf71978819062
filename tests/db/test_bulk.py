"""Rows that are written in bulk read back as they were given, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Engine, select, text
from sqlmodel import Session, col

from app.db.bulk import Values, delete_rows, insert_rows, room_to_write, select_pairs, update_rows
from app.db.engine import writing
from app.db.ids import new_ids
from app.model import Document, Loaded, Stakeholder, Topic
from app.model.vocabulary import StakeholderKind

ODD = "a\tb\\n\n“c” \\N 'd' \"e\" %s :f ,\r"


def topic(item_id: int, name: str) -> Values:
    return {"id": item_id, "slug": f"topic-{item_id}", "name": name, "definition": ODD}


def document(**columns: object) -> Values:
    plain = {"id": 1, "slug": "report", "title": "Report", "publisher_id": None, "byline": None, "published_at": None, "language": "en"}
    kept = {"url": None, "archived_url": None, "retrieved_at": None, "text_sha256": "0", "text_length": 1, "front_matter_blocks": 0}
    return {**plain, **kept, "rights": None, **columns}


def test_text_reads_back_as_it_was_given_whatever_is_in_it(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        insert_rows(session, Topic, [topic(1, "One"), topic(2, ODD)])
        assert session.execute(select(col(Topic.name), col(Topic.definition)).order_by(col(Topic.id))).all() == [("One", ODD), (ODD, ODD)]


def test_moments_read_back_in_utc(empty_engine: Engine) -> None:
    eastern = datetime(2034, 5, 1, 21, tzinfo=timezone(timedelta(hours=9)))
    with Session(writing(empty_engine)) as session:
        insert_rows(session, Document, [document(published_at=eastern)])
        found = session.execute(select(col(Document.published_at), col(Document.retrieved_at))).one()
    assert found == (datetime(2034, 5, 1, 12, tzinfo=UTC), None)


def test_values_of_vocabularies_and_of_no_value_at_all_read_back(empty_engine: Engine) -> None:
    row = {"id": 1, "slug": "tamar", "name": "Tamar", "kind": StakeholderKind.PLACE, "description": None, "outside_knowledge": ""}
    with Session(writing(empty_engine)) as session:
        insert_rows(session, Stakeholder, [row])
        found = session.execute(select(Stakeholder)).scalar_one()
        assert (found.kind, found.description, found.outside_knowledge) == (StakeholderKind.PLACE, None, "")


def test_nothing_is_written_when_there_are_no_rows(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        insert_rows(session, Topic, [])
        update_rows(session, Topic, [])
        delete_rows(session, col(Topic.id), [])
        assert select_pairs(session, col(Topic.id), col(Topic.name), []) == []


def test_rows_change_by_their_ids_and_no_others_do(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        insert_rows(session, Topic, [topic(1, "One"), topic(2, "Two"), topic(3, "Three")])
        update_rows(session, Topic, [{"id": 1, "name": "I"}, {"id": 3, "name": "III"}])
        assert sorted(select_pairs(session, col(Topic.id), col(Topic.name), [1, 2, 3])) == [(1, "I"), (2, "Two"), (3, "III")]


def test_rows_change_by_other_keys_when_these_are_named(empty_engine: Engine) -> None:
    rows = [{"noun": noun, "public_id": "shelter", "digest": "old"} for noun in ("topics", "stakeholders")]
    with Session(writing(empty_engine)) as session:
        insert_rows(session, Loaded, rows)
        update_rows(session, Loaded, [rows[0] | {"digest": "new"}], "noun", "public_id")
        assert sorted(select_pairs(session, col(Loaded.noun), col(Loaded.digest), ["topics", "stakeholders"])) == [
            ("stakeholders", "old"),
            ("topics", "new"),
        ]


def test_only_rows_with_these_values_are_deleted(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        insert_rows(session, Topic, [topic(1, "One"), topic(2, "Two"), topic(3, "Three")])
        delete_rows(session, col(Topic.id), [1, 3])
        assert session.execute(select(col(Topic.name))).scalars().all() == ["Two"]


def test_ids_are_free_when_rows_are_there_already(empty_engine: Engine) -> None:
    with Session(writing(empty_engine)) as session:
        session.add(Topic(slug="first", name="First", definition="Made up."))
        session.flush()
        new = new_ids(session, Topic)
        insert_rows(session, Topic, [topic(next(new), "More") for _ in range(1_500)])
        session.commit()
    with Session(writing(empty_engine)) as session:
        session.add(Topic(slug="last", name="Last", definition="Made up."))
        session.flush()
        ids = dict(session.execute(select(col(Topic.slug), col(Topic.id))).all())
    assert len(set(ids.values())) == 1_502
    assert ids["last"] == max(ids.values())


def test_room_to_write_is_given_back(empty_engine: Engine) -> None:
    def room(session: Session) -> int:
        return int(session.execute(text("PRAGMA cache_size")).scalar_one()) if empty_engine.dialect.name == "sqlite" else 0

    with Session(writing(empty_engine)) as session:
        before = room(session)
        with room_to_write(session):
            insert_rows(session, Topic, [topic(1, "One")])
            assert room(session) < before or empty_engine.dialect.name == "postgresql"
        assert room(session) == before
        assert session.execute(select(col(Topic.name))).scalar_one() == "One"
