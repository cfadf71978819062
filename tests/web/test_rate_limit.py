"""The rate limit: who is counted, what is told, and what is refused."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.main import create_app
from app.settings import Rate, Settings
from app.web.rate_limit import RateLimit, counted_as
from tests.asking import AS_IT_IS
from tests.web.refusals import refused


class Clock:
    """Tells the time that it was told."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


async def answer(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"etag", b'"1"')]})
    await send({"type": "http.response.body", "body": b"answered"})


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that the counts go by."""
    clock = Clock()
    monkeypatch.setattr("app.web.rate_limit.time", clock)
    monkeypatch.setattr("time.time", clock)
    return clock


@pytest.fixture
def limit(clock: Clock) -> RateLimit:  # noqa: ARG001 (the time is another one)
    """Three requests in ten seconds."""
    return RateLimit(answer, Rate(3, 10))


@pytest.fixture
def limited(seeded_url: str) -> Iterator[TestClient]:
    """A client of an app that admits five requests a day."""
    app = create_app(Settings.model_validate({"database_url": seeded_url, "rate_limit": "5/day"}))
    with TestClient(app, headers=AS_IT_IS) as client:
        yield client
    app.state.service.reads.close()


def client_at(limit: RateLimit, host: str = "192.0.2.1") -> TestClient:
    return TestClient(limit, client=(host, 50000))


def test_what_is_left_is_told_until_nothing_is(limit: RateLimit, clock: Clock) -> None:
    client = client_at(limit)
    answers = []
    for _ in range(4):
        answers.append(client.get("/claims"))
        clock.seconds += 1.5
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert {each.headers["RateLimit-Policy"] for each in answers} == {'"default";q=3;w=10'}
    assert [each.headers["RateLimit"] for each in answers] == [
        '"default";r=2;t=10',
        '"default";r=1;t=9',
        '"default";r=0;t=7',
        '"default";r=0;t=6',
    ]
    assert answers[-1].headers["Retry-After"] == "6"


def test_client_that_waits_as_it_was_told_is_answered(limit: RateLimit, clock: Clock) -> None:
    client = client_at(limit)
    clock.seconds += 3.2
    answers = [client.get("/claims") for _ in range(5)]
    clock.seconds += int(answers[-1].headers["Retry-After"])
    assert client.get("/claims").status_code == 200
    assert client.get("/claims").headers["RateLimit"].startswith('"default";r=1;')


def test_clients_are_counted_apart(limit: RateLimit) -> None:
    for _ in range(4):
        client_at(limit).get("/claims")
    assert client_at(limit).get("/claims").status_code == 429
    assert client_at(limit, "192.0.2.2").get("/claims").status_code == 200


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("testclient", "testclient"),
    ],
)
def test_client_is_its_address_or_its_network(host: str, counted: str) -> None:
    assert counted_as({"client": (host, 50000)}) == counted


def test_request_without_an_address_is_counted_too() -> None:
    assert counted_as({"client": None}) == counted_as({}) == ""


def test_refusal_is_a_problem_like_any_other(limited: TestClient, client: TestClient) -> None:
    for _ in range(5):
        assert limited.get("/claims?limit=1").status_code == 200
    answer = limited.get("/claims?limit=1", headers={"X-Request-ID": "newsroom-42"})
    problem = refused(client, answer, 429, "too-many-requests")
    assert problem.request_id == answer.headers["X-Request-ID"] == "newsroom-42"
    assert re.fullmatch(r"More than 5 requests in 86400 seconds came from your address\. Ask again in \d+ seconds\.", problem.detail)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= {
        name.strip() for name in answer.headers["Access-Control-Expose-Headers"].split(",")
    }


def test_what_is_kept_and_what_has_not_changed_counts_too(limited: TestClient) -> None:
    answers = [limited.get("/topics") for _ in range(3)]
    answers.append(limited.get("/topics", headers={"If-None-Match": answers[0].headers["ETag"]}))
    assert answers[-1].status_code == 304
    left = [re.search(r"r=(\d+)", each.headers["RateLimit"]) for each in answers]
    assert [found and found[1] for found in left] == ["4", "3", "2", "1"]


@pytest.mark.parametrize(("method", "address"), [("GET", "/healthz"), ("GET", "/readyz"), ("OPTIONS", "/claims")])
def test_health_and_preflights_are_never_refused(limited: TestClient, method: str, address: str) -> None:
    for _ in range(6):
        limited.get("/claims?limit=1")
    answer = limited.request(method, address)
    assert answer.is_success
    assert "RateLimit" not in answer.headers


def test_nothing_is_counted_when_there_is_no_limit(client: TestClient) -> None:
    assert "RateLimit-Policy" not in client.get("/claims?limit=1").headers
