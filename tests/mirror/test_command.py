"""``facts mirror``: a copy over HTTP, by the command that makes it, and what the copy says of itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import pytest
import uvicorn
from sqlalchemy import Engine, text, update
from sqlmodel import Session, col

from app.db.engine import open_engine, writing
from app.desk.route import DeskRoute
from app.desk.router import ROUTERS as DESK
from app.main import create_app
from app.model import Change, DataSet
from app.server import listen
from app.settings import Settings
from tests.cli.terminal import complaint, facts, free_port
from tests.conftest import Databases
from tests.mirror.copying import everything
from tests.mirror.editing import Desk, edits
from tests.serving import serving


@contextmanager
def listening(engine: Engine) -> Iterator[str]:
    """The address of a service on that database, on loopback."""
    settings = Settings(database_url=address_of(engine))
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    listener = listen("127.0.0.1", 0)
    thread = Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        while not server.started:
            sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def address_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def mirror(engine: Engine, *arguments: str) -> str:
    """What the command says when it does what it is told."""
    result = facts("mirror", *arguments, database_url=address_of(engine))
    assert result.exit_code == 0, result.output
    return result.stderr


@pytest.fixture
def empty(databases: Databases) -> Iterator[Engine]:
    """A database in which nothing is, tables neither."""
    engine = open_engine(databases.create())
    yield engine
    engine.dispose()


def test_mirror_is_made_goes_on_and_is_verified(own_engine: Engine, empty: Engine) -> None:
    desk = Desk(own_engine)
    with listening(own_engine) as url, serving(own_engine) as source:
        assert "changes taken" in mirror(empty, url)
        assert "0 changes taken" in mirror(empty, url)
        for edit in edits(own_engine):
            edit(desk)
        assert "changes taken" in mirror(empty, url, "--once")
        assert " 0 differ; 0 are not here yet" in mirror(empty, url, "--verify")
        with serving(empty) as copy:
            assert everything(copy) == everything(source)


def test_what_differs_is_told(own_engine: Engine, empty: Engine) -> None:
    desk = Desk(own_engine)
    with listening(own_engine) as url:
        desk.patch("stakeholders", "china", name="Another name")
        mirror(empty, url)
        with empty.begin() as connection:
            connection.execute(
                update(Change).where(col(Change.noun) == "stakeholders", col(Change.body).is_not(None)).values(body="{}", etag="")
            )
        result = facts("mirror", url, "--verify", database_url=address_of(empty))
    assert result.exit_code == 1
    assert "/stakeholders/china version 1 reads otherwise than at the source" in result.stdout


def test_mirror_says_whose_records_it_serves(own_engine: Engine, empty: Engine) -> None:
    with listening(own_engine) as url:
        mirror(empty, url)
    with serving(empty) as client:
        assert client.get("/readyz").json()["mirror_of"] == url
        assert {"rel": "via", "href": f"{url}/", "title": "The service that this one is a mirror of"} in client.get("/").json()["links"]
        for address in (
            "/",
            "/.well-known/api-catalog",
            "/claims",
            "/claims.csv",
            "/stakeholders/china",
            "/stakeholders/china/versions/1",
            "/changes",
        ):
            assert client.get(address).links["via"]["url"] == f"{url}/", address
    with serving(own_engine) as client:
        assert client.get("/readyz").json()["mirror_of"] is None
        assert "via" not in client.get("/claims").links


def test_nothing_is_written_at_a_mirror(own_engine: Engine, empty: Engine) -> None:
    with listening(own_engine) as url:
        mirror(empty, url)
    with serving(empty) as client:
        routes = [route for router in DESK for route in router.routes if isinstance(route, DeskRoute)]
        addresses = [(method, route.path) for route in routes for method in route.methods or ()]
        assert len(addresses) > 20
        for method, path in addresses:
            answer = client.request(method, path.replace("{", "").replace("}", ""))
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "mirror"), path
            assert url in answer.json()["detail"]
            assert answer.links["via"]["url"] == f"{url}/"
    for command in (("seed",), ("erase", "stakeholders", "unhcr", "--note", "A law.", "--yes")):
        assert f"mirror of {url}" in complaint(facts(*command, database_url=address_of(empty)))


def test_database_with_data_of_its_own_is_refused(own_engine: Engine, ferry_engine: Engine) -> None:
    with listening(own_engine) as url:
        assert "data of its own" in complaint(facts("mirror", url, database_url=address_of(ferry_engine)))


def test_mirror_of_another_source_is_refused(own_engine: Engine, ferry_engine: Engine, empty: Engine) -> None:
    with listening(own_engine) as url, listening(ferry_engine) as other:
        mirror(empty, url)
        assert f"a mirror of {url}, not of {other}" in complaint(facts("mirror", other, database_url=address_of(empty)))


def test_source_that_was_restored_is_not_followed(own_engine: Engine, databases: Databases, template_url: str, empty: Engine) -> None:
    restored = open_engine(databases.create(like=template_url))
    desk = Desk(own_engine)
    desk.patch("stakeholders", "china", name="Another name")
    with listening(own_engine) as url:
        mirror(empty, url)
    with listening(restored) as url:
        with Session(writing(empty)) as session:
            session.execute(update(DataSet).values(source=url))
            session.commit()
        assert "restored" in complaint(facts("mirror", url, database_url=address_of(empty)))
        Desk(restored).patch("stakeholders", "unhcr", name="Yet another name")
        assert "restored" in complaint(facts("mirror", url, database_url=address_of(empty)))
    restored.dispose()


def test_what_is_no_service_of_this_api_is_told(empty: Engine) -> None:
    nothing = f"http://127.0.0.1:{free_port()}"
    assert f"{nothing} does not answer" in complaint(facts("mirror", nothing, database_url=address_of(empty)))


def test_source_without_data_is_told(empty_engine: Engine, empty: Engine) -> None:
    with listening(empty_engine) as url:
        assert "answers 503" in complaint(facts("mirror", url, database_url=address_of(empty)))


def test_record_that_this_version_cannot_read_is_told(own_engine: Engine, empty: Engine) -> None:
    with own_engine.begin() as connection:
        connection.execute(
            text('UPDATE record SET body = replace(body, \'"kind":"state"\', \'"kind":"planet"\') WHERE noun = \'stakeholders\'')
        )
    with listening(own_engine) as url:
        told = complaint(facts("mirror", url, database_url=address_of(empty)))
    assert "cannot read the record /stakeholders/" in told
    with Session(empty) as session:
        assert session.get(DataSet, 1) is None
