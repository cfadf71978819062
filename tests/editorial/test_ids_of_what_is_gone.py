"""The internal id of what is gone is nobody else's: databases give the highest one again once its row is no more."""

from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.testclient import TestClient

from app.db.engine import writing
from app.editorial.content.stakeholder import StakeholderContent
from app.editorial.erasing import erase
from app.editorial.records import Records
from app.editorial.writable import WRITABLE
from tests.conftest import LOADED_AT
from tests.serving import serving

STAKEHOLDERS = WRITABLE["stakeholders"]
LAW = "A law demands it."


def test_record_that_follows_an_erased_one_is_a_record_of_its_own(own_engine: Engine) -> None:
    for day, slug in enumerate(("first-office", "second-office"), 1):
        create(own_engine, slug, day)
        with Session(writing(own_engine)) as session:
            erase(session, "stakeholders", slug, LAW, LOADED_AT + timedelta(days=day, hours=1))
            session.commit()
    create(own_engine, "third-office", 3)
    with serving(own_engine) as client:
        assert [status(client, slug) for slug in ("first-office", "second-office", "third-office")] == [410, 410, 200]
        assert client.get("/stakeholders/third-office").json()["version"] == 1
        assert client.get("/stakeholders/third-office/versions").json()["total"] == 1


def create(engine: Engine, slug: str, day: int) -> None:
    with Session(writing(engine)) as session:
        content = StakeholderContent.model_validate({"id": slug, "name": f"Office {day}", "kind": "office"})
        Records(session, STAKEHOLDERS, LOADED_AT + timedelta(days=day)).create(content)
        session.commit()


def status(client: TestClient, slug: str) -> int:
    return client.get(f"/stakeholders/{slug}").status_code
