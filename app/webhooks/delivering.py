"""Putting a deliverer together, for a command and for the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from random import SystemRandom
from threading import Event, Thread

import anyio
from sqlalchemy import Engine

from app.db.engine import open_engine
from app.db.sole import open_sole
from app.model import Webhook
from app.webhooks.deliverer import THREADS, Deliverer
from app.webhooks.message import check_message
from app.webhooks.outbox import Outbox
from app.webhooks.sending import Outcome, Sender
from app.webhooks.subscriptions import secrets_of
from app.webhooks.transport import CheckedTransport

_WORK = "deliver"
_now = partial(datetime.now, UTC)


def deliverer(engine: Engine, *, allow_private: bool) -> Deliverer:
    """A deliverer for a database."""
    return Deliverer(Outbox(engine, _now, SystemRandom()), open_sole(engine, _WORK), _sender(allow_private=allow_private))


def send_test(webhook: Webhook, *, allow_private: bool) -> Outcome:
    """Send a message that only says that it arrived, and say what became of it."""

    async def send() -> Outcome:
        async with _sender(allow_private=allow_private) as sender:
            return await sender.send(webhook.url, check_message(webhook.public_id, _now()), secrets_of(webhook, _now()))

    return anyio.run(send)


@contextmanager
def delivering(database_url: str, *, allow_private: bool) -> Iterator[None]:
    """Deliver within it, in a thread and through connections of its own."""
    engine, stop = open_engine(database_url, THREADS), Event()
    thread = Thread(target=deliverer(engine, allow_private=allow_private).run, args=[stop], name="deliver")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        engine.dispose()


def _sender(*, allow_private: bool) -> Sender:
    """What sends, by the clock of this machine."""
    return Sender(CheckedTransport(allow_private=allow_private), _now)
