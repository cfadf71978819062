"""What is stored is what rendering everything anew from the tables gives, byte for byte."""

import json
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import open_engine, reading
from app.model import Record
from app.publishing.making import digest, render
from app.publishing.publish import RESOURCES
from app.query.resource import Resource
from app.shape.base import Stamp
from app.shape.row import row_of
from tests.ingest.folder import LATER, DataFolder


def records(session: Session, resource: Resource) -> dict[int, Record]:
    stored = select(Record).where(col(Record.noun) == resource.noun, col(Record.gone).is_(None))
    return {record.item_id: record for record in session.execute(stored).scalars()}


def differences(engine: Engine) -> Iterator[str]:
    """The addresses of records that do not read as they are stored, are missing, or have no row."""
    with Session(reading(engine)) as session:
        for resource in RESOURCES:
            stored = records(session, resource)
            ids = list(session.execute(select(resource.table.id)).scalars())
            yield from (f"{resource.noun}: row {item_id} has no record" for item_id in set(ids) - set(stored))
            yield from (f"{resource.noun}: record {item_id} has no row" for item_id in set(stored) - set(ids))
            for row in resource.load(session, ids):
                record = stored[row.id]
                stamp = Stamp(record.version, record.created_at, record.updated_at)
                if (render(resource, row, stamp), resource.public_id_of(row)) != (record.body, record.public_id):
                    yield f"{resource.noun}/{record.public_id}"
                if row_of(resource.columns, json.loads(record.body)) != record.row:
                    yield f"{resource.noun}/{record.public_id} as a row"


def test_every_record_of_the_seed_reads_as_it_is_stored(seeded_url: str) -> None:
    engine = open_engine(seeded_url)
    found = list(differences(engine))
    engine.dispose()
    assert found == []


def test_every_etag_is_the_digest_of_its_body(seeded_url: str) -> None:
    engine = open_engine(seeded_url)
    with Session(reading(engine)) as session:
        stored = session.execute(select(Record)).scalars().all()
    engine.dispose()
    assert stored
    assert all(record.etag == digest(record.body) for record in stored)


def test_etags_differ_when_bodies_do(seeded_url: str) -> None:
    engine = open_engine(seeded_url)
    with Session(reading(engine)) as session:
        stored = session.execute(select(Record)).scalars().all()
    engine.dispose()
    assert len({record.etag for record in stored}) == len({record.body for record in stored}) == len(stored)


def test_every_record_reads_as_it_is_stored_when_everything_has_changed_once(ferry_engine: Engine, ferry: DataFolder) -> None:
    for item in ferry.stakeholders:
        item["name"] = f"New {item['name']}"
    for topic in ferry.topics:
        topic["definition"] = f"New: {topic['definition']}"
    for claim in ferry.report["claims"]:
        claim["statement"] = f"New: {claim['statement']}"
    ferry.report["document"]["title"] = "New Title"
    ferry.load(ferry_engine, LATER)
    assert list(differences(ferry_engine)) == []


def test_every_record_reads_as_it_is_stored_after_many_changes_one_by_one(ferry_engine: Engine, ferry: DataFolder) -> None:
    moment = LATER
    for change in (
        lambda: ferry.claim("islanders-are-refugees").update(relations=[]),
        lambda: ferry.claim("families-turned-away").update(topics=["status"]),
        lambda: ferry.claim("families-turned-away").update(participants={"target": ["quorrel"]}),
        ferry.claim("schools-should-open")["chain"].pop,
        lambda: ferry.stakeholder("board-of-harbours").pop("parent"),
        lambda: ferry.report["document"].update(publisher="harbour-radio"),
        lambda: ferry.report["document"].update(publisher=None),
        ferry.report["claims"].pop,
    ):
        change()
        moment += timedelta(days=1)
        ferry.load(ferry_engine, moment)
        assert list(differences(ferry_engine)) == []
