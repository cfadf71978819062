"""Looking at changes: which of them a webhook is told, written down together with how far it has looked."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import BindParameter, CursorResult, bindparam, func, insert, select, update
from sqlmodel import Session, col

from app.db.snapshot import Snapshot
from app.model import Change, Delivery, DeliveryState, Webhook, WebhookState
from app.query.belonging import belongs
from app.webhooks.message import new_message_id
from app.webhooks.questions import saved_question

_BATCH = 500
_AFTER: BindParameter[Any] = bindparam("after")
_WEBHOOK: BindParameter[Any] = bindparam("webhook_id")
_NEXT = (
    select(col(Change.seq), col(Change.noun), col(Change.item_id)).where(col(Change.seq) > _AFTER).order_by(col(Change.seq)).limit(_BATCH)
)
_NEXT_OF_NOUN = _NEXT.where(col(Change.noun) == bindparam("noun"))
_LAST = select(func.coalesce(func.max(col(Change.seq)), 0))
_KNOWN = select(col(Delivery.seq)).where(col(Delivery.webhook_id) == _WEBHOOK, col(Delivery.seq) > _AFTER)
_TOLD_LAST = (
    select(col(Delivery.belongs))
    .join(Change, col(Change.seq) == col(Delivery.seq))
    .where(col(Delivery.webhook_id) == _WEBHOOK, col(Change.noun) == bindparam("noun"), col(Change.item_id) == bindparam("item_id"))
    .where(col(Delivery.seq) < bindparam("seq"))
    .order_by(col(Delivery.seq).desc())
    .limit(1)
)


class Seen(NamedTuple):
    """How far was looked, and which of the changes are to be told: each with whether its record belongs to the answer."""

    seq: int
    told: list[tuple[int, bool]]


class _Changed(NamedTuple):
    seq: int
    noun: str
    item_id: int


def look(snapshot: Snapshot, webhook: Webhook) -> Seen:
    """Look at the next changes. Raises :class:`~app.query.errors.QueryError` where the question cannot be asked any more.

    A change is told where its record belongs to the answer now, and where it did when it was told last: then the receiver has it, and
    learns that it left. Without filters every change is told.
    """
    place = {"after": webhook.seq, "noun": webhook.noun, "webhook_id": webhook.id}
    rows = snapshot.rows(_NEXT if webhook.noun is None else _NEXT_OF_NOUN, place)
    upto = rows[-1][0] if len(rows) == _BATCH else snapshot.rows(_LAST)[0][0]
    if upto <= webhook.seq:
        return Seen(webhook.seq, [])
    known = {seq for (seq,) in snapshot.rows(_KNOWN, place)}
    changes = [change for change in map(_Changed._make, rows) if change.seq not in known]
    return Seen(upto, list(_told(snapshot, webhook, changes)))


def write_down(session: Session, webhook: Webhook, seen: Seen, moment: datetime) -> bool:
    """Keep what is to be told and how far was looked, at once; False where somebody has changed the webhook since."""
    unchanged = (col(Webhook.id) == webhook.id, col(Webhook.seq) == webhook.seq, col(Webhook.updated_at) == webhook.updated_at)
    further = update(Webhook).where(*unchanged, col(Webhook.state) == WebhookState.ACTIVE).values(seq=seen.seq)
    if not cast("CursorResult[Any]", session.execute(further)).rowcount:
        return False
    rows = [_row(webhook, seq, moment, belongs=belongs) for seq, belongs in seen.told]
    if rows:
        session.execute(insert(Delivery), rows)
    return True


def _told(snapshot: Snapshot, webhook: Webhook, changes: list[_Changed]) -> Iterator[tuple[int, bool]]:
    questions = {noun: saved_question(snapshot, noun, webhook.question) for noun in {change.noun for change in changes}}
    lately: dict[tuple[str, int], bool] = {}
    for change in changes:
        record = (change.noun, change.item_id)
        is_held = belongs(snapshot, questions[change.noun], change.item_id)
        if is_held or not webhook.question or (lately[record] if record in lately else _was_held(snapshot, webhook, change)):
            yield change.seq, is_held
            lately[record] = is_held


def _was_held(snapshot: Snapshot, webhook: Webhook, change: _Changed) -> bool:
    """Whether the record belonged to the answer when it was told last."""
    found = snapshot.rows(_TOLD_LAST, {"webhook_id": webhook.id, **change._asdict()})
    return bool(found and found[0][0])


def _row(webhook: Webhook, seq: int, moment: datetime, *, belongs: bool) -> dict[str, Any]:
    return {
        "webhook_id": webhook.id,
        "seq": seq,
        "message_id": new_message_id(moment),
        "belongs": belongs,
        "state": DeliveryState.PENDING,
        "attempts": 0,
        "next_attempt_at": moment,
        "created_at": moment,
    }
