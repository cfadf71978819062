"""A record belongs to a question's answer exactly where the list holds it."""

import json

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.db.engine import open_engine
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.model import Record
from app.query.belonging import belongs
from app.query.question import question_of
from app.web.asked import read_query

QUESTIONS = [
    "claims",
    "claims?actor=China",
    "claims?actor=China&actor=North+Korea&kind=position&kind=decision",
    "claims?claimant=China&polarity=affirmed",
    "claims?topic=refugee-status&topic=Border+control",
    "claims?act=claims&certainty=certain",
    "claims?has_figure=true",
    "claims?has_figure=false&via=Radio+Free+Asia",
    "claims?since=2008-01-01&until=2008-12-31",
    "claims?q=refugees",
    "claims?q=refugees+-china&actor=China",
    "claims?q=-refugees",
    "claims?updated_since=2026-01-02T03:04:05Z",
    "claims?updated_since=2030-01-01T00:00:00Z",
    "figures?value_min=30&match=possible",
    "figures?unit=person&q=refugees",
    "stakeholders?name=China",
    "stakeholders?kind=state",
    "documents?since=2008-01-01",
    "topics?q=border",
    "vocabularies",
]


@pytest.fixture(scope="module")
def seeded_engine(seeded_url: str) -> Engine:
    return open_engine(seeded_url)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_record_belongs_where_the_list_holds_it(asked: str, client: TestClient, seeded_engine: Engine) -> None:
    noun, _, parameters = asked.partition("?")
    resource = next(resource for resource in RESOURCES if resource.noun == noun)
    answer = client.get(f"/{noun}.ndjson?{parameters}")
    assert answer.status_code == 200, answer.text
    listed = {json.loads(line)["id"] for line in answer.text.splitlines()}
    with Session(seeded_engine) as session:
        stored = session.execute(select(col(Record.item_id), col(Record.public_id)).where(col(Record.noun) == noun)).all()
    with open_snapshot(seeded_engine, Memory()) as snapshot:
        question = question_of(snapshot, resource, read_query(resource.query, parameters))
        assert {public_id for item_id, public_id in stored if belongs(snapshot, question, item_id)} == listed
    seeded_engine.dispose()
