"""Subscriptions: made, found, changed and removed, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from sqlalchemy import delete, func, select
from sqlmodel import Session, col
from ulid import ULID

from app.db.snapshot import Snapshot
from app.limits import GATHERED
from app.model import Change, Delivery, Webhook, WebhookState
from app.query.errors import Fault, QueryError
from app.query.suggest import did_you_mean, nearest
from app.webhooks.addresses import is_address, is_public
from app.webhooks.message import new_secret
from app.webhooks.questions import check_question

_LONGEST_URL = 2_000
_BOTH_HOLD = timedelta(hours=24)
"""How long the former secret signs as well, so that a receiver has time to learn the new one."""


class WebhookNotFoundError(Exception):
    """There is no webhook of that id."""

    def __init__(self, public_id: str, near: Sequence[str]) -> None:
        """Name it, and those that may have been meant."""
        super().__init__(f"there is no webhook {public_id[:100]!r}.{did_you_mean(near)}")
        self.public_id = public_id
        self.near = near


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a webhook is to be told, and where: changes after that one, by default those that are still to come."""

    url: str
    noun: str | None = None
    question: str = ""
    after: int | None = None

    def check(self, snapshot: Snapshot, *, allow_private: bool) -> None:
        """Raise :class:`QueryError` where nothing would be sent there, or where that cannot be asked."""
        check_url(self.url, allow_private=allow_private)
        check_question(snapshot, self.noun, self.question)


def create_webhook(session: Session, wanted: Wanted, moment: datetime) -> Webhook:
    """Make what was wanted, and checked. Raises :class:`QueryError` where there are as many as there may be."""
    if session.execute(select(func.count()).select_from(Webhook)).scalar_one() >= GATHERED:
        raise QueryError(Fault("url", "too_many", f"There are {GATHERED} webhooks, which is as many as there may be: remove one."))
    webhook = Webhook(
        public_id=f"whk_{str(ULID.from_datetime(moment)).lower()}",
        url=wanted.url,
        noun=wanted.noun,
        question=wanted.question,
        secret=new_secret(),
        state=WebhookState.ACTIVE,
        seq=last_seq(session) if wanted.after is None else wanted.after,
        created_at=moment,
        updated_at=moment,
    )
    session.add(webhook)
    session.flush()
    return webhook


def list_webhooks(session: Session) -> Sequence[Webhook]:
    """All of them, the oldest first."""
    return session.execute(select(Webhook).order_by(col(Webhook.id))).scalars().all()


def find_webhook(session: Session, public_id: str) -> Webhook:
    """The one of that id. Raises :class:`WebhookNotFoundError`."""
    found: Webhook | None = session.execute(select(Webhook).where(col(Webhook.public_id) == public_id)).scalar_one_or_none()
    if found is None:
        raise WebhookNotFoundError(public_id, nearest(public_id, [webhook.public_id for webhook in list_webhooks(session)]))
    return found


def remove_webhook(session: Session, webhook: Webhook) -> None:
    """Remove it, and what was told of its messages."""
    session.execute(delete(Delivery).where(col(Delivery.webhook_id) == webhook.id))
    session.delete(webhook)
    session.flush()


def rotate_secret(webhook: Webhook, moment: datetime) -> str:
    """Give it another secret and return that. Messages are signed with the former one too, for a day."""
    webhook.former_secret, webhook.former_until = webhook.secret, moment + _BOTH_HOLD
    webhook.secret, webhook.updated_at = new_secret(), moment
    return webhook.secret


def secrets_of(webhook: Webhook, moment: datetime) -> Sequence[str]:
    """The secrets that sign a message at that moment, the newest first."""
    has_former = webhook.former_secret is not None and webhook.former_until is not None and moment < webhook.former_until
    return [webhook.secret, *([webhook.former_secret] if has_former and webhook.former_secret else [])]


def last_seq(session: Session) -> int:
    """The number of the last change there is."""
    return int(session.execute(select(func.coalesce(func.max(col(Change.seq)), 0))).scalar_one())


def check_url(url: str, *, allow_private: bool) -> None:
    """Raise :class:`QueryError` where nothing would be sent to an address."""
    if (said := _wrong_with(url, allow_private=allow_private)) is not None:
        raise QueryError(Fault("url", "bad_url", f"{url[:200]!r} {said}", suggestions=_https(url)))


def _wrong_with(url: str, *, allow_private: bool) -> str | None:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        return f"is no URL: {error}."
    if parsed.scheme not in {"https", "http"} or not parsed.host or len(url) > _LONGEST_URL:
        return f"must be an absolute https:// URL of at most {_LONGEST_URL} characters."
    if parsed.userinfo or parsed.fragment:
        return "must have neither a password nor a fragment: messages are signed instead."
    if parsed.scheme == "http" and not allow_private:
        return "must be https://: messages would be read on the way."
    if not allow_private and (parsed.host == "localhost" or (is_address(parsed.host) and not is_public(parsed.host))):
        return "is not public: nothing is sent to private addresses (FACTS_WEBHOOK_ALLOW_PRIVATE)."
    return None


def _https(url: str) -> list[str]:
    return [f"https{url.removeprefix('http')}"] if url.startswith("http://") else []
