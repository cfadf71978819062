"""The queue of a webhook: which message is next, and what is written down of an attempt."""

from datetime import datetime
from random import Random
from typing import Any, cast

from sqlalchemy import CursorResult, Exists, exists, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.model import Delivery, DeliveryState, Webhook, WebhookState
from app.webhooks.schedule import HOLDING_ATTEMPTS, wait_after
from app.webhooks.sending import Outcome
from app.webhooks.subscriptions import last_seq

_Earlier = aliased(Delivery)


def next_delivery(session: Session, webhook: Webhook, moment: datetime) -> Delivery | None:
    """The first message that is due, in the order of the changes; none while one before it waits for its first tries again."""
    due = (
        select(Delivery)
        .where(col(Delivery.state) == DeliveryState.PENDING, col(Delivery.webhook_id) == webhook.id)
        .where(col(Delivery.next_attempt_at) <= moment)
        .order_by(col(Delivery.seq))
        .limit(1)
    )
    found = session.execute(due).scalar_one_or_none()
    return None if found is None or session.execute(select(_is_held_back(found))).scalar_one() else found


def _is_held_back(delivery: Delivery) -> Exists:
    before = (col(_Earlier.state) == DeliveryState.PENDING, col(_Earlier.webhook_id) == delivery.webhook_id)
    return exists().where(*before, col(_Earlier.seq) < delivery.seq, col(_Earlier.attempts) <= HOLDING_ATTEMPTS)


def note(session: Session, sent: Delivery, outcome: Outcome, random: Random) -> None:
    """Write down what became of an attempt, and when there is another. Who answers 410 Gone is sent nothing more."""
    delivery = session.get(Delivery, (sent.webhook_id, sent.seq))
    webhook = session.get(Webhook, sent.webhook_id)
    if delivery is None or webhook is None:  # removed in the meantime
        return
    delivery.attempts += 1
    delivery.attempted_at = outcome.ended_at
    delivery.status, delivery.error, delivery.milliseconds = outcome.status, outcome.error, outcome.milliseconds
    wait = wait_after(delivery.attempts, random)
    if outcome.is_delivered:
        delivery.state = DeliveryState.DELIVERED
    elif wait is None:
        delivery.state = DeliveryState.DEAD
    else:
        delivery.next_attempt_at = outcome.ended_at + wait
    if outcome.is_gone:
        pause(webhook, "the receiver answered 410 Gone", outcome.ended_at)


def pause(webhook: Webhook, reason: str, moment: datetime) -> None:
    """Send nothing until it is resumed. What changes meanwhile is told then."""
    webhook.state, webhook.reason, webhook.updated_at = WebhookState.PAUSED, reason, moment


def resume(session: Session, webhook: Webhook, moment: datetime) -> None:
    """Go on where it stopped; what waits for another attempt is tried at once."""
    webhook.state, webhook.reason, webhook.updated_at = WebhookState.ACTIVE, None, moment
    pending = (col(Delivery.state) == DeliveryState.PENDING, col(Delivery.webhook_id) == webhook.id)
    session.execute(update(Delivery).where(*pending, col(Delivery.next_attempt_at) > moment).values(next_attempt_at=moment))


def replay(session: Session, webhook: Webhook, after: int | None, moment: datetime) -> int:
    """Send again what was given up, or everything after a change; each message keeps its id. Return how many messages that are."""
    chosen = col(Delivery.state) == DeliveryState.DEAD if after is None else col(Delivery.seq) > after
    again = {"state": DeliveryState.PENDING, "attempts": 0, "next_attempt_at": moment}
    found = cast("CursorResult[Any]", session.execute(update(Delivery).where(col(Delivery.webhook_id) == webhook.id, chosen).values(again)))
    if after is not None:
        webhook.seq = min(webhook.seq, after, last_seq(session))  # changes from before it was subscribed are looked at too
        webhook.updated_at = moment
    return found.rowcount
