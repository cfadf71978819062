"""What there is to know of webhooks: the log of their messages, and how much waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.model import Delivery, DeliveryState, Webhook, WebhookState
from app.webhooks.subscriptions import last_seq


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages wait and were given up, and how many changes the webhook that is furthest behind has not looked at."""

    pending: int
    dead: int
    unseen: int


def depth(session: Session, webhook: Webhook | None = None) -> Depth:
    """How much waits: of one webhook, or of all. Those that are paused are not behind: nobody looks for them."""
    own = [] if webhook is None else [col(Delivery.webhook_id) == webhook.id]
    waiting = select(func.count()).select_from(Delivery).where(*own)
    pending, dead = (
        session.execute(waiting.where(col(Delivery.state) == state)).scalar_one() for state in (DeliveryState.PENDING, DeliveryState.DEAD)
    )
    last = last_seq(session)
    furthest = select(func.coalesce(func.min(col(Webhook.seq)), last)).where(col(Webhook.state) == WebhookState.ACTIVE)
    seen = session.execute(furthest).scalar_one() if webhook is None else webhook.seq
    return Depth(pending, dead, last - seen)


def deliveries_of(
    session: Session, webhook: Webhook, state: DeliveryState | None, limit: int, before: int | None = None
) -> Sequence[Delivery]:
    """The log of a webhook, the newest change first, from before a change on."""
    chosen = [col(Delivery.webhook_id) == webhook.id]
    chosen += [] if state is None else [col(Delivery.state) == state]
    chosen += [] if before is None else [col(Delivery.seq) < before]
    return session.execute(select(Delivery).where(*chosen).order_by(col(Delivery.seq).desc()).limit(limit)).scalars().all()
