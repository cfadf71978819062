"""A copy that is made of the changes alone answers as its source does, byte for byte."""

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.errors import MirrorError
from app.db.migrate import migrate
from app.db.revision import keep_rendering
from app.mirror.errors import OpenReferencesError
from app.mirror.indexing import renew
from app.mirror.replay import replay
from app.mirror.told import Told
from tests.conftest import Databases
from tests.mirror.copying import SOURCE, copy, everything, pages
from tests.mirror.editing import Desk, claim_with, edits
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


class BrokenError(Exception):
    """The network, or the process."""


def test_copy_that_breaks_off_anywhere_is_at_the_end_of_a_revision_and_goes_on(own_engine: Engine, empty_engine: Engine) -> None:
    desk = Desk(own_engine)
    for edit in edits(own_engine):
        edit(desk)

    def broken(client: TestClient, after: int) -> Iterator[Sequence[Told]]:
        for number, page in enumerate(pages(client, after, limit=11)):
            if number == 5:
                raise BrokenError
            yield page

    with serving(own_engine) as source, serving(empty_engine) as mirror:
        told = source.get("/changes?limit=500").json()["items"]
        ends = {
            item["seq"]
            for item, after in zip(told, [*told[1:], None], strict=True)
            if after is None or after["revision"] != item["revision"]
        }
        last, breaks = 0, 0
        copy_of_the_first = [page for page in pages(source) if page[0].revision == 1]
        assert copy_of_the_first
        while last < told[-1]["seq"]:
            try:
                replay(empty_engine, SOURCE, broken(source, last), batch_of=1)
            except BrokenError:
                breaks += 1
                if breaks == 1:  # the first revision is longer than what comes before the break
                    copy(source, empty_engine, last, batch_of=1)
            last = mirror.get("/changes?limit=1").json()["last"]
            assert last in ends
        same(mirror, source)
    assert breaks > 0


def test_changes_that_stand_in_no_order_are_one_transaction(own_engine: Engine, empty_engine: Engine) -> None:
    desk = Desk(own_engine)
    for edit in edits(own_engine)[:9]:
        edit(desk)
    with own_engine.begin() as connection:  # as migration 0006 left databases that were older
        connection.execute(text("DELETE FROM change"))
        connection.execute(
            text(
                "INSERT INTO change (seq, noun, item_id, version, kind, revision, changed_at) "
                "SELECT row_number() OVER (ORDER BY revision, noun, item_id), noun, item_id, version, "
                "CASE version WHEN 1 THEN 'created' ELSE 'updated' END, revision, updated_at FROM record"
            )
        )
    desk.patch(
        "claims",
        desk.create("stakeholders", id="one-more", name="One more", kind="ngo") and claim_with(own_engine, "figures"),
        condition="unless …",
    )
    with serving(own_engine) as source, serving(empty_engine) as mirror:
        begin = [page for page in pages(source) if page[-1].revision < 5]
        with pytest.raises(OpenReferencesError):
            replay(empty_engine, SOURCE, begin)
        assert mirror.get("/claims").status_code == 503
        copy(source, empty_engine, batch_of=1)
        assert mirror.get("/changes?limit=500").text == source.get("/changes?limit=500").text
        assert mirror.get("/claims.csv?actor=china").status_code == 200
    assert list(differences(empty_engine)) == []


def test_mirror_of_older_code_keeps_every_body_when_its_rows_and_words_are_made_anew(own_engine: Engine, empty_engine: Engine) -> None:
    with serving(own_engine) as source, serving(empty_engine) as mirror:
        copy(source, empty_engine)
        with Session(empty_engine) as session:
            session.execute(text("UPDATE record SET row = NULL"))
            session.execute(text("DELETE FROM search"))
            keep_rendering(session, "")
            session.commit()
        with Session(empty_engine) as session:
            renew(session)
            session.commit()
        same(mirror, source)


def test_nothing_is_published_in_a_copy(own_engine: Engine, empty_engine: Engine) -> None:
    with serving(own_engine) as source:
        copy(source, empty_engine)
    with pytest.raises(MirrorError, match=SOURCE):
        Desk(empty_engine).create("stakeholders", id="one-more", name="One more", kind="ngo")
