from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from threading import Event

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import reading, writing
from app.db.sole import open_sole
from app.model import Delivery, DeliveryState, Webhook
from app.webhooks.deliverer import Deliverer
from app.webhooks.outbox import Outbox
from app.webhooks.queue import pause, replay, resume
from app.webhooks.reading import deliveries_of
from app.webhooks.sending import Sender
from app.webhooks.subscriptions import Wanted, create_webhook, find_webhook, rotate_secret
from app.webhooks.transport import CheckedTransport
from tests.webhooks.receiver import Receiver, receiving


class Post:
    """A deliverer on a test's own database, whose clock the test turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.late = timedelta()

    def now(self) -> datetime:
        """The time, as far as the test has turned the clock."""
        return datetime.now(UTC) + self.late

    def subscribe(self, url: str, noun: str | None = None, question: str = "", after: int | None = None) -> Webhook:
        """A new webhook."""
        with Session(writing(self.engine), expire_on_commit=False) as session:
            webhook = create_webhook(session, Wanted(url, noun, question, after), self.now())
            session.commit()
            session.refresh(webhook)
        return webhook

    def replay(self, webhook: Webhook, after: int | None = None) -> int:
        """Send again; how many messages."""
        with self.changing(webhook) as (session, found):
            return replay(session, found, after, self.now())

    def pause(self, webhook: Webhook) -> None:
        """Send nothing more."""
        with self.changing(webhook) as (_, found):
            pause(found, "a test", self.now())

    def resume(self, webhook: Webhook) -> None:
        """Send again."""
        with self.changing(webhook) as (session, found):
            resume(session, found, self.now())

    def rotate(self, webhook: Webhook) -> str:
        """Another secret."""
        with self.changing(webhook) as (_, found):
            return rotate_secret(found, self.now())

    @contextmanager
    def changing(self, webhook: Webhook) -> Iterator[tuple[Session, Webhook]]:
        """A transaction that changes it."""
        with Session(writing(self.engine)) as session:
            yield session, find_webhook(session, webhook.public_id)
            session.commit()

    def deliver(self, *, allow_private: bool = True) -> None:
        """Send everything that is due, once."""
        sender = Sender(CheckedTransport(allow_private=allow_private), self.now)
        deliverer = Deliverer(Outbox(self.engine, self.now, SystemRandom()), open_sole(self.engine, "deliver"), sender)
        deliverer.run(Event(), once=True)
        assert deliverer.is_ours

    def log(self, webhook: Webhook, state: DeliveryState | None = None) -> list[Delivery]:
        """What became of its messages, the oldest first."""
        with Session(reading(self.engine)) as session:
            return list(reversed(deliveries_of(session, webhook, state, 1000)))

    def webhook(self, webhook: Webhook) -> Webhook:
        """The same webhook as it is now."""
        with Session(reading(self.engine)) as session:
            return find_webhook(session, webhook.public_id)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What fails is noted and not logged: a deliverer that complains is broken."""
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.name.startswith("app.webhooks")] == []


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that takes everything."""
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def post(ferry_engine: Engine) -> Post:
    """A deliverer on the fictional folder."""
    return Post(ferry_engine)
