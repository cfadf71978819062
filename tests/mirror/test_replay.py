"""A copy that is made of the changes alone answers as its source does, byte for byte."""

from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.migrate import migrate
from tests.conftest import Databases
from tests.mirror.copying import copy, everything
from tests.mirror.editing import Desk, edits
from tests.publishing.test_stored_records import differences
from tests.serving import serving

QUESTIONS = (
    "/claims?actor=China&facets=kind,topic",
    "/claims?actor=Mainland",
    "/claims?actor=prc",
    "/claims?q=mainland&sort=relevance&snippets=true",
    "/claims?topic=harbours",
    "/claims?status=retracted&fields=id,status",
    "/figures?q=mainland",
    "/figures?measure=departures&limit=500",
    "/stakeholders?q=people",
    "/stakeholders/prc",
    "/stakeholders/nobody",
    "/figures/compare?measure=departures",
)


def same(mirror: TestClient, source: TestClient) -> None:
    """Both answer the same."""
    assert everything(mirror) == everything(source)
    for question in QUESTIONS:
        ours, theirs = (client.get(question, follow_redirects=False) for client in (mirror, source))
        assert ours.status_code == theirs.status_code, question
        if theirs.status_code not in {404, 410, 422}:  # problems have an id of their own
            assert (ours.content, ours.headers.get("location")) == (theirs.content, theirs.headers.get("location")), question


def test_copy_answers_as_the_source_does_after_everything_that_can_become_of_records(own_engine: Engine, empty_engine: Engine) -> None:
    desk = Desk(own_engine)
    for edit in edits(own_engine):
        edit(desk)
    with serving(own_engine) as source, serving(empty_engine) as mirror:
        copy(source, empty_engine)
        same(mirror, source)
    assert list(differences(empty_engine)) == []


def test_copy_that_follows_is_the_same_after_each_change(own_engine: Engine, empty_engine: Engine) -> None:
    desk, last = Desk(own_engine), 0
    with serving(own_engine) as source, serving(empty_engine) as mirror:
        copy(source, empty_engine)
        for edit in edits(own_engine):
            last = mirror.get("/changes").json()["last"]
            edit(desk)
            copy(source, empty_engine, last)
            assert list(differences(empty_engine)) == []
            assert mirror.get("/changes?limit=500").text == source.get("/changes?limit=500").text
            assert mirror.get("/readyz").json()["revision"] == source.get("/readyz").json()["revision"]
        same(mirror, source)


def test_copy_of_a_copy_is_the_same(own_engine: Engine, empty_engine: Engine, databases: Databases) -> None:
    desk = Desk(own_engine)
    for edit in edits(own_engine):
        edit(desk)
    second = open_engine(databases.create())
    migrate(second)
    with serving(own_engine) as source, serving(empty_engine) as mirror, serving(second) as other:
        copy(source, empty_engine)
        copy(mirror, second)
        same(other, source)
    second.dispose()
