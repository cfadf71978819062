"""The access log: a line for each request, with nothing of what was asked or of who may ask."""

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.logs import ACCESS, OfRequest
from app.main import create_app
from app.settings import Settings
from tests.asking import AS_IT_IS
from tests.serving import serving


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Takes in what is told of requests."""
    caplog.set_level(logging.INFO, logger=ACCESS)
    return caplog


@pytest.fixture(scope="module")
def logged(seeded_url: str) -> Iterator[TestClient]:
    """A client of an app with an access log."""
    app = create_app(Settings(database_url=seeded_url, access_log=True))
    with TestClient(app, headers=AS_IT_IS) as client:
        yield client
    app.state.service.reads.close()


def entries(told: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [vars(record) for record in told.records if record.name == ACCESS]


def test_request_is_told_with_its_answer(logged: TestClient, told: pytest.LogCaptureFixture) -> None:
    answer = logged.get("/claims.csv", params={"actor": "China"}, headers={"X-Request-ID": "newsroom-42"})
    (entry,) = entries(told)
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/claims.csv", 200)
    assert (entry["bytes"], entry["client"]) == (len(answer.content), "testclient")
    assert isinstance(entry["milliseconds"], float)
    assert entry["milliseconds"] > 0
    message = told.records[-1].getMessage()
    assert message.startswith(f"GET /claims.csv 200 {len(answer.content)} bytes ")
    assert message.endswith(" ms testclient")


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/topics", 200),
        ("HEAD", "/topics", 200),
        ("OPTIONS", "/topics", 204),
        ("POST", "/topics", 401),
        ("DELETE", "/topics", 405),
        ("GET", "/nowhere", 404),
    ],
)
def test_every_answer_is_told_once_by_its_own_id(
    logged: TestClient, told: pytest.LogCaptureFixture, method: str, address: str, status: int
) -> None:
    told.handler.addFilter(OfRequest())
    answers = [logged.request(method, address) for _ in range(4)]
    assert [(entry["status"], entry["bytes"]) for entry in entries(told)] == [(status, len(answer.content)) for answer in answers]
    assert [entry["request_id"] for entry in entries(told)] == [answer.headers["X-Request-ID"] for answer in answers]


def test_what_the_cache_answers_is_told_too(logged: TestClient, told: pytest.LogCaptureFixture) -> None:
    first, *_, last = [logged.get("/stakeholders/china") for _ in range(4)]
    not_modified = logged.get("/stakeholders/china", headers={"If-None-Match": last.headers["ETag"]})
    assert first.content == last.content
    assert not_modified.status_code == 304
    assert [(entry["status"], entry["bytes"]) for entry in entries(told)] == [(200, len(last.content))] * 4 + [(304, 0)]


def test_no_question_and_no_credentials_are_told(logged: TestClient, told: pytest.LogCaptureFixture) -> None:
    secret = {"Authorization": "Bearer s3cret", "Cookie": "session=s3cret", "Referer": "https://example.org/s3cret"}
    logged.get("/claims?actor=China&q=s3cret&key=s3cret", headers=secret)
    (entry,) = entries(told)
    assert "s3cret" not in str(entry)
    assert "China" not in str(entry)


def test_path_is_told_as_it_was_sent(logged: TestClient, told: pytest.LogCaptureFixture) -> None:
    logged.get("/claims/%0AERROR%20forged")
    assert entries(told)[0]["path"] == "/claims/%0AERROR%20forged"


def test_nothing_is_told_when_it_is_off(own_engine: Engine, told: pytest.LogCaptureFixture) -> None:
    with serving(own_engine) as client:
        client.get("/claims")
    assert entries(told) == []
