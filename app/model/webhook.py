"""Webhooks: who is told of changes, of which, and what became of each message."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Index, SQLModel

from app.model.columns import UtcDateTime, stored, text


class WebhookState(StrEnum):
    """Whether messages are sent."""

    ACTIVE = "active"
    PAUSED = "paused"


class DeliveryState(StrEnum):
    """What became of a message."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


class Webhook(SQLModel, table=True):
    """A subscription: ``url`` is told of changes of ``noun``, or of all nouns, that belong to the answer of ``question``.

    ``seq`` is the last change that was looked at for it. ``reason`` says why it is paused. ``secret`` signs what is sent, and so does
    ``former_secret`` until ``former_until``; signing needs them as they are.
    """

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(sa_type=text(30), unique=True)
    url: str
    noun: str | None = Field(default=None, sa_type=text(32))
    question: str
    secret: str
    former_secret: str | None = None
    former_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: WebhookState = Field(sa_type=stored(WebhookState))
    reason: str | None = None
    seq: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class Delivery(SQLModel, table=True):
    """A change that a webhook is to be told, or was: the message itself is made of the change when it is sent.

    ``belongs`` says whether the record belonged to the answer of the question when the change was looked at. ``status``, ``error`` and
    ``milliseconds`` are those of the last attempt.
    """

    __table_args__ = (Index("ix_delivery_state_webhook_id_seq", "state", "webhook_id", "seq"),)

    webhook_id: int = Field(primary_key=True, foreign_key="webhook.id")
    seq: int = Field(primary_key=True, foreign_key="change.seq")
    message_id: str = Field(sa_type=text(30), unique=True)
    belongs: bool
    state: DeliveryState = Field(sa_type=stored(DeliveryState))
    attempts: int = 0
    next_attempt_at: datetime = Field(sa_type=UtcDateTime)
    attempted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    status: int | None = None
    error: str | None = None
    milliseconds: int | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
