"""``facts webhooks`` and ``facts deliver``, as they are typed."""

from collections.abc import Iterator

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from app.db.engine import open_engine
from app.db.migrate import migrate
from tests.cli.terminal import complaint, facts
from tests.ingest.folder import NOON, DataFolder
from tests.webhooks.receiver import Answer, Receiver, receiving


@pytest.fixture(autouse=True)
def loaded(database_url: str, ferry: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fictional folder in the database of the settings, and private addresses allowed."""
    engine = open_engine(database_url)
    migrate(engine)
    ferry.load(engine, NOON)
    engine.dispose()
    monkeypatch.setenv("FACTS_WEBHOOK_ALLOW_PRIVATE", "true")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def added(*arguments: str) -> tuple[str, str]:
    """A new webhook: its id and its secret."""
    webhook_id, secret = facts("webhooks", "add", *arguments).stdout.split()
    return webhook_id, secret


def test_subscribed_address_is_told_and_the_log_says_so(receiver: Receiver) -> None:
    webhook_id, secret = added(receiver.url, "--noun", "claims", "--question", "kind=estimate", "--after", "0")
    assert facts("webhooks", "list").stdout == f"{webhook_id}  active  {receiver.url}  /claims?kind=estimate\n"
    assert "1 delivered, 0 failed" in facts("deliver", "--once").stderr
    (request,) = receiver.received
    assert request.verified(secret)["data"]["record"]["kind"] == "estimate"
    logged = facts("webhooks", "log", webhook_id).stdout
    assert request.id in logged
    assert "delivered  1 attempt: answered 204" in logged
    assert secret not in facts("webhooks", "show", webhook_id).stdout


def test_webhook_is_shown_paused_resumed_and_removed(receiver: Receiver) -> None:
    webhook_id, _ = added(receiver.url, "--after", "0")
    assert facts("webhooks", "pause", webhook_id).stdout == f"paused {webhook_id}\n"
    assert "state: paused, because somebody paused it" in facts("webhooks", "show", webhook_id).stdout
    assert "0 delivered" in facts("deliver", "--once").stderr
    facts("webhooks", "resume", webhook_id)
    assert "state: active\n" in facts("webhooks", "show", webhook_id).stdout
    facts("deliver", "--once")
    assert receiver.received
    facts("webhooks", "remove", webhook_id)
    assert "there is no webhook yet" in facts("webhooks", "list").stderr


def test_test_message_is_sent_now_and_the_answer_told(receiver: Receiver) -> None:
    webhook_id, secret = added(receiver.url)
    assert facts("webhooks", "test", webhook_id).stdout.startswith("answered 204 in ")
    assert receiver.received[0].verified(secret)["type"] == "webhook.test"
    receiver.answer = lambda _: Answer(401, body="who are you?")
    assert complaint(facts("webhooks", "test", webhook_id)) == f"Error: {receiver.url}: answered 401: who are you?"


def test_secret_is_rotated_and_shown_once(receiver: Receiver) -> None:
    webhook_id, old = added(receiver.url)
    new = facts("webhooks", "rotate", webhook_id).stdout.strip()
    facts("webhooks", "test", webhook_id)
    assert receiver.received[0].verified(new) == receiver.received[0].verified(old)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_AAAA").verify(receiver.received[0].body, dict(receiver.received[0].headers))


def test_what_was_delivered_is_replayed_when_asked(receiver: Receiver) -> None:
    webhook_id, _ = added(receiver.url, "--noun", "topics", "--after", "0")
    facts("deliver", "--once")
    told = [request.id for request in receiver.received]
    assert facts("webhooks", "replay", webhook_id).stdout == "0 to be sent again\n"
    assert facts("webhooks", "replay", webhook_id, "--after", "0").stdout == f"{len(told)} to be sent again\n"
    facts("deliver", "--once")
    assert [request.id for request in receiver.received] == told * 2


def test_failed_message_is_shown_in_the_log_with_its_next_attempt(receiver: Receiver) -> None:
    webhook_id, _ = added(receiver.url, "--after", "0")
    receiver.answer = lambda _: Answer(500)
    assert "0 delivered, 1 failed" in facts("deliver", "--once").stderr
    logged = facts("webhooks", "log", webhook_id, "--state", "pending").stdout
    assert "pending  1 attempt: answered 500; again at " in logged
    assert facts("webhooks", "log", webhook_id, "--state", "dead").stdout == ""
    assert facts("webhooks", "log", webhook_id, "--limit", "1").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["https://receiver.example/", "--noun", "claims", "--question", "actor=Quorel"], "Did you mean 'Quorrel'?"),
        (["https://receiver.example/", "--noun", "claims", "--question", "kinds=plan"], "Did you mean 'kind'?"),
        (["https://receiver.example/", "--noun", "claim"], "Did you mean 'claims'?"),
        (["https://receiver.example/", "--question", "kind=plan"], "A question is asked of one noun"),
        (["receiver.example"], "must be an absolute https:// URL"),
    ],
)
def test_what_cannot_be_subscribed_is_refused_with_what_would_be_right(arguments: list[str], says: str) -> None:
    assert says in complaint(facts("webhooks", "add", *arguments))
    assert facts("webhooks", "list").stdout == ""


@pytest.mark.parametrize("command", ["show", "pause", "resume", "remove", "rotate", "test", "replay", "log"])
def test_unknown_webhook_is_named(command: str, receiver: Receiver) -> None:
    webhook_id, _ = added(receiver.url)
    said = complaint(facts("webhooks", command, webhook_id[:-1]))
    assert said == f"Error: there is no webhook '{webhook_id[:-1]}'. Did you mean '{webhook_id}'?"
