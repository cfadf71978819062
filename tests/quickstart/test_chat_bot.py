"""The chat bot, in a process of its own: it is posted Slack's commands, and what the service sends."""

import html
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from time import time
from typing import NamedTuple
from urllib.parse import urlencode

import httpx
import pytest
import standardwebhooks
from slack_sdk.signature import SignatureVerifier

from app.db.engine import open_engine
from app.model import Webhook
from tests.clients.live import PATIENCE_SECONDS
from tests.docs.console import DOCUMENTED_ADDRESS
from tests.docs.markdown import QUICK_STARTS
from tests.quickstart.conftest import shell_in
from tests.quickstart.service import Claim, Service, in_words
from tests.webhooks.conftest import Post
from tests.webhooks.receiver import Receiver, receiving

SIGNING_SECRET = "of the app in Slack"  # noqa: S105 (a test's own)
CHANGED = "/claims?status=corrected&status=retracted"
HEADLINES = {"created": "New", "corrected": "Corrected", "retracted": "Retracted"}


class Bot(NamedTuple):
    """A running bot, and the webhook by which the service tells it of the claims that were corrected or retracted."""

    address: str
    post: Post
    webhook: Webhook
    channel: Receiver

    def command(self, text: str, secret: str = SIGNING_SECRET, age: int = 0) -> httpx.Response:
        """The answer to a slash command that was signed so many seconds ago."""
        body, stamp = urlencode({"command": "/claims", "text": text}), str(int(time()) - age)
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": str(signature)}
        return httpx.post(f"{self.address}/command", content=body, headers=headers, timeout=PATIENCE_SECONDS)

    def told(self) -> list[str]:
        """What the channel was told since this was last called."""
        told = [json.loads(request.body)["text"] for request in self.channel.received]
        self.channel.received.clear()
        return told


@pytest.fixture(scope="module")
def bot(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("bot")
    shell_in(folder, service.address).write("bot.py", (QUICK_STARTS / "bot.py").read_text(encoding="utf-8"), "w")
    engine = open_engine(service.database)
    with receiving() as channel, socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        post = Post(engine)
        webhook = post.subscribe(f"{address}/changes", "claims", CHANGED.partition("?")[2], after=0)
        secrets = {
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_WEBHOOK_URL": channel.url,
            "CLAIMS_WEBHOOK_SECRET": webhook.secret,
        }
        command = [sys.executable, "-m", "uvicorn", "bot:app", "--fd", str(listener.fileno())]
        with subprocess.Popen(command, cwd=folder, env=os.environ | secrets, pass_fds=[listener.fileno()]) as process:  # noqa: S603 (our own)
            yield Bot(address, post, webhook, channel)
            process.terminate()
    engine.dispose()


def as_told(service: Service, claim: Claim) -> str:
    """A claim in words, as Slack is given it."""
    return html.escape("\n".join(in_words(claim)).replace(DOCUMENTED_ADDRESS, service.address), quote=False)


def test_command_is_answered_for_everybody_with_attributions_and_corrections(bot: Bot, service: Service) -> None:
    answer = bot.command(" China ").json()
    claims = [f"• {as_told(service, claim)}" for claim in service.claims()[:5]]
    assert answer == {"response_type": "in_channel", "text": "\n".join(["5 of 22 claims involving China, newest first", *claims])}


def test_whoever_asked_is_told_when_a_question_is_wrong(bot: Bot) -> None:
    answer = bot.command("Korea").json()
    said, *near = answer["text"].splitlines()
    assert answer["response_type"] == "ephemeral"
    assert said.startswith("actor: 'Korea' is ambiguous: it can mean North Korea (north-korea)")
    assert near[:2] == ["• north-korea", "• south-korea"]


@pytest.mark.parametrize(("secret", "age"), [("of somebody else", 0), (SIGNING_SECRET, 301)])
def test_command_is_refused_when_it_is_not_signed_by_slack_now(secret: str, age: int, bot: Bot, service: Service) -> None:
    service.record.clear()
    assert bot.command("China", secret, age).status_code == 401
    assert service.record == []


def test_channel_is_told_each_change_once_and_in_order(bot: Bot, service: Service) -> None:
    bot.post.deliver()
    changed = {claim["id"] for claim in service.claims(CHANGED)}
    told = [change for change in service.changes() if change["id"] in changed and change["kind"] in HEADLINES]
    assert [change["kind"] for change in told] == ["created", "created", "corrected", "retracted"]
    assert bot.told() == [f"{HEADLINES[change['kind']]}: {as_told(service, change['record'])}" for change in told]
    bot.post.replay(bot.webhook, after=0)
    bot.post.deliver()
    assert {delivery.status for delivery in bot.post.log(bot.webhook)} == {204}
    assert bot.told() == []


def test_message_is_refused_when_somebody_else_signed_it(bot: Bot) -> None:
    body, now = json.dumps({"type": "claims.created", "data": {"record": None}}), datetime.now(UTC)
    signature = standardwebhooks.Webhook(b"of somebody else").sign("msg_1", now, body)
    headers = {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}
    assert httpx.post(f"{bot.address}/changes", content=body, headers=headers, timeout=PATIENCE_SECONDS).status_code == 401
