"""The public shapes of webhooks: of the desk's public, which has a key."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.ingest.payload.base import Payload, WithoutNul
from app.limits import GATHERED, INTEGER
from app.model import Delivery as DeliveryRow
from app.model import DeliveryState, WebhookState
from app.model import Webhook as Row
from app.shape.base import Count, HttpStatus, Line, MomentText, Ordinal, PagePath, Path, Prose, Shape, Slug
from app.webhooks.reading import Depth
from app.webhooks.sending import Outcome

_Url = Annotated[WithoutNul, StringConstraints(min_length=1, max_length=2000)]
_Question = Annotated[WithoutNul, StringConstraints(max_length=4000)]
_Asked = Annotated[_Question, AfterValidator(lambda text: text.removeprefix("?"))]
_Noun = Annotated[WithoutNul, StringConstraints(max_length=100)]
_URL = "Where messages are posted: an https:// address on the public internet."
_NOUN = "Of which noun changes are told: the path of its list; without it, of all."
_QUESTION = "Of which records: those that the list holds when it is asked this, such as `actor=China&kind=position`; empty for all."


class WebhookBeginning(Payload):
    """A webhook that is to be made."""

    url: _Url = Field(description=_URL)
    noun: _Noun | None = Field(default=None, description=_NOUN)
    question: _Asked = Field(default="", description=_QUESTION)
    after: int | None = Field(
        default=None, ge=0, le=INTEGER, description="The `seq` of the change after which it begins; left out for what is still to come."
    )


class WebhookChanges(Payload):
    """What is to be otherwise with a webhook; what is left out stays."""

    url: _Url = Field(default_factory=str, description=_URL)
    noun: _Noun | None = Field(default_factory=lambda: None, description=_NOUN)
    question: _Asked = Field(default_factory=str, description=_QUESTION)
    state: WebhookState = Field(
        default_factory=lambda: WebhookState.ACTIVE, description="`paused` sends nothing more; `active` goes on where it stopped."
    )


class Replay(Payload):
    """What is to be sent again."""

    after: int | None = Field(
        default=None, ge=0, le=INTEGER, description="Everything after the change of this `seq`; left out for what was given up."
    )


class Webhook(Shape):
    """A webhook, without its secret."""

    id: Slug = Field(description="The id of the webhook: `whk_` and a ULID.")
    url: Path = Field(description=_URL)
    noun: Slug | None = Field(description=_NOUN)
    question: _Question = Field(description=_QUESTION)
    state: WebhookState = Field(description="Whether messages are sent to it now.")
    reason: Prose | None = Field(description="Why it is paused; null while it is active.")
    seq: Count = Field(description="The last change that was looked at for it.")
    unseen: Count = Field(description="How many changes are still to be looked at.")
    pending: Count = Field(description="How many messages wait for an attempt.")
    dead: Count = Field(description="How many messages were given up.")
    created_at: MomentText = Field(description="When it was made (RFC 3339, UTC).")
    updated_at: MomentText = Field(description="When it was changed last (RFC 3339, UTC).")


class WebhookWithSecret(Webhook):
    """A webhook with its secret, which is shown this once."""

    secret: Line = Field(description="What its messages are signed with, as Standard Webhooks writes it.")


class WebhookList(Shape):
    """All webhooks, the oldest first."""

    items: list[Webhook] = Field(max_length=GATHERED, description="The webhooks.")


class Replayed(Shape):
    """How much is sent again."""

    messages: Count = Field(description="How many messages were put back.")


class TestAnswer(Shape):
    """What a receiver answered to a test message."""

    is_delivered: bool = Field(description="Whether it took the message, by a status of 2xx.")
    status: HttpStatus | None = Field(description="The HTTP status code of its answer; null where there was none.")
    error: Prose | None = Field(description="What went wrong; null where nothing did.")
    milliseconds: Count = Field(description="How long it took.")


class Delivery(Shape):
    """What became of a message."""

    seq: Ordinal = Field(description="The change that it tells.")
    message_id: Slug = Field(description="The id of the message, the same at each attempt.")
    belongs: bool = Field(description="Whether the record belonged to the answer of the question when the change was looked at.")
    state: DeliveryState = Field(description="Whether it was delivered, waits for an attempt, or was given up.")
    attempts: Count = Field(description="How often it was sent.")
    next_attempt_at: MomentText | None = Field(description="When it is sent again at the earliest; null where it is not.")
    attempted_at: MomentText | None = Field(description="When it was sent last.")
    status: HttpStatus | None = Field(description="The HTTP status code of the last answer; null where there was none.")
    error: Prose | None = Field(description="What went wrong at the last attempt.")
    milliseconds: Count | None = Field(description="How long the last attempt took.")


class DeliveryList(Shape):
    """The log of a webhook, the newest change first."""

    items: list[Delivery] = Field(max_length=500, description="The messages.")
    next: PagePath | None = Field(description="The next page, relative to the root of this API; null on the last.")


def webhook_of(row: Row, waiting: Depth) -> Webhook:
    """A webhook and how much waits for it."""
    same = {name: getattr(row, name) for name in ("url", "noun", "question", "state", "reason", "seq", "created_at", "updated_at")}
    return Webhook(id=row.public_id, unseen=waiting.unseen, pending=waiting.pending, dead=waiting.dead, **same)


def delivery_of(row: DeliveryRow) -> Delivery:
    """A line of the log."""
    members = {name: getattr(row, name) for name in Delivery.model_fields}
    is_waiting = row.state == DeliveryState.PENDING
    return Delivery.model_validate(members | {"next_attempt_at": row.next_attempt_at if is_waiting else None})


def answer_of(outcome: Outcome) -> TestAnswer:
    """What became of a test message."""
    return TestAnswer(is_delivered=outcome.is_delivered, status=outcome.status, error=outcome.error, milliseconds=outcome.milliseconds)
