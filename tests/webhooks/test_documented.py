"""The receiver in the API guide takes real messages, drops doubles and refuses what is not signed."""

from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from app.settings import CHECKOUT
from tests.docs.markdown import blocks_of
from tests.webhooks.conftest import Post
from tests.webhooks.receiver import Receiver

Receive = Callable[[Any, str], None]


def documented(secret: str) -> Receive:
    """The function of the guide, with that secret."""
    (script,) = (block.text for block in blocks_of(CHECKOUT / "docs" / "api-guide.md") if "standardwebhooks" in block.text)
    names: dict[str, Any] = {}
    exec(script.partition("\n# ")[0], names)  # noqa: S102 (our own)
    names["SECRET"] = secret
    receive: Receive = names["receive"]
    return receive


def test_receiver_of_the_guide_takes_each_message_once(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics", after=0)
    post.deliver()
    receive, out = documented(webhook.secret), StringIO()
    with redirect_stdout(out):
        for request in [*receiver.received, *receiver.received]:
            receive(request.headers, request.body)
    assert out.getvalue().count(" says something new\n") == len(receiver.received) == len(out.getvalue().splitlines())


def test_receiver_of_the_guide_refuses_what_others_signed(post: Post, receiver: Receiver) -> None:
    post.subscribe(receiver.url, "topics", after=0)
    post.deliver()
    other = post.subscribe(receiver.url)
    with pytest.raises(WebhookVerificationError):
        documented(other.secret)(receiver.received[0].headers, receiver.received[0].body)
