"""The outbox as the deliverer asks it: each step in a transaction of its own, because between two of them something is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sqlalchemy import Engine, exists, select
from sqlmodel import Session, col

from app.db.engine import reading, writing
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.model import Delivery, DeliveryState, Webhook, WebhookState
from app.query.errors import QueryError
from app.webhooks.looking import Seen, look, write_down
from app.webhooks.message import Message, change_message
from app.webhooks.queue import next_delivery, note, pause
from app.webhooks.sending import Now, Outcome
from app.webhooks.subscriptions import last_seq, secrets_of

WebhookKey = int | None
"""The internal id of a webhook; the type is that of a row that may not be stored yet."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is to be sent now: where to, and signed with which secrets."""

    url: str
    secrets: Sequence[str]
    message: Message
    delivery: Delivery


class Outbox:
    """What there is to deliver in one database."""

    def __init__(self, engine: Engine, now: Now, random: Random) -> None:
        """Read and write through ``engine``."""
        self._engine = engine
        self._now = now
        self._random = random
        self._memory = Memory()

    def waiting(self) -> Sequence[WebhookKey]:
        """The webhooks for which there is something to do: those with changes to look at, or with messages that are due."""
        is_due = exists().where(
            col(Delivery.state) == DeliveryState.PENDING,
            col(Delivery.webhook_id) == col(Webhook.id),
            col(Delivery.next_attempt_at) <= self._now(),
        )
        with Session(reading(self._engine)) as session:
            is_behind = col(Webhook.seq) < last_seq(session)
            found = select(col(Webhook.id)).where(col(Webhook.state) == WebhookState.ACTIVE, is_behind | is_due)
            return session.execute(found).scalars().all()

    def look(self, key: WebhookKey) -> bool:
        """Look at the next changes for a webhook; say whether there were any. One whose question cannot be asked any more is paused."""
        if (webhook := self._webhook(key)) is None:
            return False
        try:
            with open_snapshot(self._engine, self._memory) as snapshot:
                seen = look(snapshot, webhook)
        except QueryError as error:
            self._pause(webhook, f"its question cannot be asked any more: {error}")
            return False
        if seen.seq != webhook.seq:
            self._write_down(webhook, seen)
        return seen.seq != webhook.seq

    def next(self, key: WebhookKey) -> Due | None:
        """What is to be sent to a webhook now."""
        if (webhook := self._webhook(key)) is None:
            return None
        with Session(reading(self._engine)) as session:
            delivery = next_delivery(session, webhook, self._now())
        if delivery is None:
            return None
        with open_snapshot(self._engine, self._memory) as snapshot:
            message = change_message(snapshot, delivery.message_id, webhook.public_id, delivery.seq, belongs=delivery.belongs)
        return Due(webhook.url, secrets_of(webhook, self._now()), message, delivery)

    def note(self, due: Due, outcome: Outcome) -> None:
        """Write down what became of an attempt."""
        with Session(writing(self._engine)) as session:
            note(session, due.delivery, outcome, self._random)
            session.commit()

    def _webhook(self, key: WebhookKey) -> Webhook | None:
        """The webhook as it is now; None where it is paused or gone."""
        with Session(reading(self._engine)) as session:
            webhook = session.get(Webhook, key)
        return webhook if webhook is not None and webhook.state == WebhookState.ACTIVE else None

    def _write_down(self, webhook: Webhook, seen: Seen) -> None:
        with Session(writing(self._engine)) as session:
            write_down(session, webhook, seen, self._now())
            session.commit()

    def _pause(self, webhook: Webhook, reason: str) -> None:
        with Session(writing(self._engine)) as session:
            if (now := session.get(Webhook, webhook.id)) is not None and now.updated_at == webhook.updated_at:
                pause(now, reason, self._now())
            session.commit()
