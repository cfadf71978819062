"""Failures on our side: a problem with a request id and nothing of the inside, and a readiness that says what is missing."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy import Engine, text
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.main import create_app
from app.settings import Settings
from tests.conftest import LOADED_AT, Databases
from tests.serving import load_files, serving
from tests.web.refusals import refused

INSIDE = (
    "traceback",
    "sqlalchemy",
    "psycopg",
    "sqlite3",
    "select",
    "no such table",
    "does not exist",
    "relation",
    "secret",
    ".py",
    "raise",
)
NOUNS = ("claims", "stakeholders", "figures", "documents", "topics", "vocabularies")


class InsideError(Exception):
    """What must stay in the log."""


def assert_tells_nothing(answer: Response) -> None:
    assert not [word for word in INSIDE if word in answer.text.lower()]


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[TestClient]:
    """A client of the app with two addresses that fail: before their answer has begun, and after."""

    def fails() -> None:
        msg = "secret at line 1 of inside.py"
        raise InsideError(msg)

    async def parts() -> AsyncIterator[bytes]:
        yield b"begun"
        fails()

    def breaks_off() -> StreamingResponse:
        return StreamingResponse(parts())

    app: FastAPI = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'unused.sqlite'}"))
    app.add_api_route("/fails", fails)
    app.add_api_route("/breaks-off", breaks_off)
    with TestClient(app) as client:
        yield client


def test_failure_is_a_problem_that_tells_nothing_of_the_inside(failing: TestClient) -> None:
    answer = failing.get("/fails", headers={"X-Request-ID": "newsroom-42"})
    problem = refused(failing, answer, 500, "internal-error")
    assert problem.request_id == "newsroom-42"
    assert problem.errors == []
    assert_tells_nothing(answer)


def test_failure_is_in_the_log_under_its_request_id(failing: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    failing.get("/fails", headers={"X-Request-ID": "newsroom-42"})
    (record,) = [record for record in caplog.records if record.name.startswith("app.")]
    assert "newsroom-42" in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[0] is InsideError


def test_failure_has_the_headers_of_every_response(failing: TestClient) -> None:
    headers = failing.get("/fails").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_next_request_is_answered_after_a_failure(failing: TestClient) -> None:
    failing.get("/fails")
    assert failing.get("/healthz").status_code == 200


def test_answer_is_broken_off_when_the_failure_comes_after_its_beginning(failing: TestClient) -> None:
    with pytest.raises(InsideError):
        failing.get("/breaks-off")


@pytest.mark.parametrize("table", ["record", "data_set", "name", "involvement"])
def test_lost_table_is_a_problem_that_tells_nothing_of_the_inside(table: str, own_engine: Engine) -> None:
    cascade = " CASCADE" if own_engine.dialect.name == "postgresql" else ""
    with own_engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {table}{cascade}"))
    with serving(own_engine) as client:
        answer = client.get("/claims?actor=China")
        status, code = (503, "not-ready") if answer.status_code == 503 else (500, "internal-error")
        refused(client, answer, status, code)
        assert_tells_nothing(answer)
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("address", ["/claims", "/stakeholders/china", "/readyz"])
def test_service_is_not_ready_when_its_database_does_not_answer(address: str) -> None:
    app = create_app(Settings(database_url="postgresql://facts:secret@127.0.0.1:1/facts"))
    with TestClient(app) as client:
        answer = client.get(address)
        refused(client, answer, 503, "not-ready")
        assert int(answer.headers["Retry-After"]) > 0
        assert_tells_nothing(answer)
        assert "127.0.0.1" not in answer.text


def test_service_is_not_ready_when_its_database_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_text("Dear editor, this is a letter and no database at all." * 100, encoding="utf-8")
    with TestClient(create_app(Settings(database_url=f"sqlite:///{path}"))) as client:
        answer = client.get("/readyz")
        status, code = (503, "not-ready") if answer.status_code == 503 else (500, "internal-error")
        refused(client, answer, status, code)
        assert_tells_nothing(answer)


def test_service_is_not_ready_when_its_database_is_not_migrated(databases: Databases) -> None:
    with TestClient(create_app(Settings(database_url=databases.create()))) as client:
        problem = refused(client, client.get("/readyz"), 503, "not-ready")
        assert "facts migrate" in problem.detail
        assert client.get("/healthz").json() == {"status": "ok"}


def test_service_is_not_ready_when_its_database_is_empty(empty_engine: Engine) -> None:
    with serving(empty_engine) as client:
        problem = refused(client, client.get("/readyz"), 503, "not-ready")
        assert "facts seed" in problem.detail
        assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("noun", NOUNS)
def test_list_is_no_empty_answer_when_the_database_is_empty(noun: str, empty_engine: Engine) -> None:
    with serving(empty_engine) as client:
        answer = client.get(f"/{noun}")
        refused(client, answer, 503, "not-ready")
        assert int(answer.headers["Retry-After"]) > 0


def test_service_becomes_ready_without_a_restart(empty_engine: Engine, seed_files: DataFiles) -> None:
    with serving(empty_engine) as client:
        assert client.get("/readyz").status_code == 503
        load_files(empty_engine, seed_files, LOADED_AT)
        ready = client.get("/readyz")
        assert client.get("/claims").status_code == 200
    assert ready.status_code == 200
    assert ready.headers["Cache-Control"] == "no-store"
    assert ready.json()["status"] == "ready"
    assert ready.json()["revision"] == 1
    assert ready.json()["mark"]
