"""Webhooks over HTTP, for those whose key allows it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select
from sqlmodel import Session, col
from starlette.testclient import TestClient

from app.db.engine import reading, writing
from app.editorial.keys import create_key
from app.model import Attempt, Scope, Webhook
from tests.serving import serving
from tests.webhooks.conftest import Post
from tests.webhooks.receiver import Answer, Receiver, receiving

CLAIMS = {"url": "https://receiver.example/hook", "noun": "claims", "question": "actor=Quorrel&kind=position"}


def key(engine: Engine, scope: Scope) -> dict[str, str]:
    """The header of a new key."""
    with Session(writing(engine)) as session:
        token = create_key(session, f"a key to {scope}", [scope], datetime.now(UTC), None)
        session.commit()
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def post(ferry_engine: Engine) -> Post:
    return Post(ferry_engine)


@pytest.fixture
def desk(ferry_engine: Engine) -> Iterator[TestClient]:
    """A client with a key to everything, of a service that sends to private addresses."""
    with serving(ferry_engine, webhook_allow_private="true", database_pool=1) as client:
        client.headers.update(key(ferry_engine, Scope.ADMIN))
        yield client


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def made(desk: TestClient, **content: object) -> Any:  # noqa: ANN401 (any JSON)
    answer = desk.post("/webhooks", json=CLAIMS | content)
    assert answer.status_code == 201, answer.text
    return answer.json()


def attempts(engine: Engine) -> list[tuple[str, str, int]]:
    with Session(reading(engine)) as session:
        return [(row.method, row.path, row.status) for row in session.execute(select(Attempt).order_by(col(Attempt.id))).scalars()]


def test_webhook_is_made_and_its_secret_shown_once(desk: TestClient, ferry_engine: Engine) -> None:
    answer = desk.post("/webhooks", json=CLAIMS)
    webhook = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/webhooks/{webhook['id']}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert webhook.pop("secret").startswith("whsec_")
    assert webhook["id"].startswith("whk_")
    assert {name: webhook[name] for name in CLAIMS} == CLAIMS
    assert (webhook["state"], webhook["reason"], webhook["unseen"]) == ("active", None, 0)
    assert desk.get(answer.headers["Location"]).json() == webhook
    assert desk.get("/webhooks").json() == {"items": [webhook]}
    assert attempts(ferry_engine) == [("POST", "/webhooks", 201)]


def test_webhook_is_refused_when_there_are_as_many_as_there_may_be(desk: TestClient, ferry_engine: Engine) -> None:
    own = {"url": "https://receiver.example/hook", "question": "", "secret": "whsec_", "state": "paused", "seq": 0}
    row = own | {"created_at": datetime.now(UTC), "updated_at": datetime.now(UTC)}
    with Session(writing(ferry_engine)) as session:
        session.execute(insert(Webhook), [row | {"public_id": f"whk_{number}"} for number in range(10_000)])
        session.commit()
    answer = desk.post("/webhooks", json=CLAIMS)
    assert (answer.status_code, [error["code"] for error in answer.json()["errors"]]) == (422, ["too_many"])


def test_message_goes_where_the_webhook_leads_and_the_log_tells_it(desk: TestClient, post: Post, receiver: Receiver) -> None:
    webhook = made(desk, url=receiver.url, question="kind=estimate", after=0)
    post.deliver()
    (request,) = receiver.received
    assert request.verified(webhook["secret"])["webhook"] == webhook["id"]
    (line,) = desk.get(f"/webhooks/{webhook['id']}/deliveries").json()["items"]
    assert (line["message_id"], line["state"], line["attempts"], line["status"]) == (request.id, "delivered", 1, 204)
    assert line["next_attempt_at"] is None
    assert desk.get(f"/webhooks/{webhook['id']}").json()["unseen"] == 0


def test_log_is_paged_from_the_newest_change_on(desk: TestClient, post: Post, receiver: Receiver) -> None:
    webhook = made(desk, url=receiver.url, noun="topics", question="", after=0)
    post.deliver()
    address, seen = f"/webhooks/{webhook['id']}/deliveries?limit=2&state=delivered", []
    while address:
        page = desk.get(address).json()
        seen += [line["seq"] for line in page["items"]]
        address = page["next"]
    assert seen == sorted(receiver.sequence(), reverse=True)
    assert len(seen) > 2


def test_webhook_is_changed_paused_and_resumed(desk: TestClient) -> None:
    address = f"/webhooks/{made(desk)['id']}"
    changed = desk.patch(address, json={"question": "?kind=plan", "state": "paused"}).json()
    assert (changed["url"], changed["noun"], changed["question"]) == (CLAIMS["url"], "claims", "kind=plan")
    assert (changed["state"], changed["reason"]) == ("paused", "somebody paused it")
    again = desk.patch(address, json={"state": "active", "noun": None, "question": ""}).json()
    assert (again["state"], again["reason"], again["noun"]) == ("active", None, None)
    assert desk.get(address).json() == again


def test_webhook_is_removed_with_its_log(desk: TestClient, post: Post, receiver: Receiver) -> None:
    address = f"/webhooks/{made(desk, url=receiver.url, after=0)['id']}"
    post.deliver()
    assert desk.delete(address).status_code == 204
    assert desk.get(address).status_code == 404
    assert desk.get("/webhooks").json() == {"items": []}


def test_test_message_is_sent_and_its_answer_told(desk: TestClient, receiver: Receiver, ferry_engine: Engine) -> None:
    webhook = made(desk, url=receiver.url)
    answer = desk.post(f"/webhooks/{webhook['id']}/test").json()
    assert (answer["is_delivered"], answer["status"], answer["error"]) == (True, 204, None)
    assert receiver.received[0].verified(webhook["secret"])["type"] == "webhook.test"
    receiver.answer = lambda _: Answer(500, body="no room")
    assert desk.post(f"/webhooks/{webhook['id']}/test").json()["error"] == "answered 500: no room"
    assert attempts(ferry_engine)[-1] == ("POST", f"/webhooks/{webhook['id']}/test", 200)


def test_secret_is_rotated(desk: TestClient, receiver: Receiver) -> None:
    webhook = made(desk, url=receiver.url)
    rotated = desk.post(f"/webhooks/{webhook['id']}/secret").json()
    assert rotated["secret"] != webhook["secret"]
    desk.post(f"/webhooks/{webhook['id']}/test")
    assert receiver.received[0].verified(rotated["secret"]) == receiver.received[0].verified(webhook["secret"])


def test_messages_are_replayed(desk: TestClient, post: Post, receiver: Receiver) -> None:
    webhook = made(desk, url=receiver.url, noun="topics", question="", after=0)
    post.deliver()
    told = len(receiver.received)
    assert desk.post(f"/webhooks/{webhook['id']}/replay", json={}).json() == {"messages": 0}
    assert desk.post(f"/webhooks/{webhook['id']}/replay", json={"after": 0}).json() == {"messages": told}
    post.deliver()
    assert [request.id for request in receiver.received[:told]] == [request.id for request in receiver.received[told:]]


@pytest.mark.parametrize(
    ("content", "pointer", "says"),
    [
        ({"question": "actor=Quorel"}, "/question", "Did you mean 'Quorrel'?"),
        ({"question": "kinds=plan"}, "/question", "Did you mean 'kind'?"),
        ({"question": "kind=plna"}, "/question", "Did you mean 'plan'?"),
        ({"question": "limit=5"}, "/question", "a saved question has filters only"),
        ({"noun": "claim"}, "/noun", "Did you mean 'claims'?"),
        ({"noun": None}, "/question", "A question is asked of one noun"),
        ({"url": "ftp://receiver.example/"}, "/url", "must be an absolute https:// URL"),
        ({"after": -1}, "/after", "greater than or equal to 0"),
        ({"adress": "x"}, "/adress", "There is no member 'adress' here."),
    ],
)
def test_wrong_webhook_is_refused_with_the_place(desk: TestClient, content: dict[str, object], pointer: str, says: str) -> None:
    answer = desk.post("/webhooks", json=CLAIMS | content)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["parameter"]) == (pointer, None)
    assert says in error["detail"]
    assert desk.get("/webhooks").json() == {"items": []}


def test_wrong_change_is_refused_and_changes_nothing(desk: TestClient) -> None:
    webhook = made(desk)
    before = desk.get(f"/webhooks/{webhook['id']}").json()
    answer = desk.patch(f"/webhooks/{webhook['id']}", json={"question": "actor=Quorel"})
    assert answer.json()["errors"][0]["suggestions"][0] == "Quorrel"
    assert desk.get(f"/webhooks/{webhook['id']}").json() == before


def test_private_address_is_refused_where_it_is_not_allowed(ferry_engine: Engine) -> None:
    with serving(ferry_engine) as client:
        answer = client.post("/webhooks", json=CLAIMS | {"url": "https://169.254.169.254/latest"}, headers=key(ferry_engine, Scope.ADMIN))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/url"


def test_unknown_webhook_is_a_problem_that_names_the_near_one(desk: TestClient) -> None:
    webhook = made(desk)
    answer = desk.get(f"/webhooks/{webhook['id'][:-1]}")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["suggestions"] == [f"/webhooks/{webhook['id']}"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", ""),
        ("GET", "/x"),
        ("PATCH", "/x"),
        ("DELETE", "/x"),
        ("POST", "/x/test"),
        ("POST", "/x/secret"),
        ("POST", "/x/replay"),
        ("GET", "/x/deliveries"),
    ],
)
def test_no_other_key_opens_it(ferry_engine: Engine, method: str, path: str) -> None:
    sent = CLAIMS if path == "" else {}
    with serving(ferry_engine) as client:
        for headers, status in (({}, 401), (key(ferry_engine, Scope.PUBLISH), 403)):
            content = json.dumps(sent) if method in {"POST", "PATCH"} else None
            assert client.request(method, f"/webhooks{path}", headers=headers, content=content).status_code == status
