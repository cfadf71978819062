"""Messages: what a receiver gets, and how it is signed (Standard Webhooks)."""

import json
import secrets
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic_core import from_json
from standardwebhooks import Webhook as Signer
from ulid import ULID

from app.db.snapshot import Snapshot
from app.history.changes import read_changes
from app.shape.base import in_zulu

_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, and the id that it keeps however often it is."""

    id: str
    body: str

    def headers(self, secrets: Iterable[str], moment: datetime) -> dict[str, str]:
        """What a receiver knows it by, signed at that moment with each secret that holds."""
        signatures = [Signer(secret).sign(self.id, moment, self.body) for secret in secrets]
        timestamp = str(int(moment.timestamp()))
        return {"webhook-id": self.id, "webhook-timestamp": timestamp, "webhook-signature": " ".join(signatures)}


def new_secret() -> str:
    """A secret of 256 random bits, as Standard Webhooks writes it."""
    return f"whsec_{b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()}"


def new_message_id(moment: datetime) -> str:
    """An id that no other message has, also in a database that was restored from a copy."""
    return f"msg_{str(ULID.from_datetime(moment)).lower()}"


def change_message(snapshot: Snapshot, message_id: str, webhook_id: str, seq: int, *, belongs: bool) -> Message:
    """The message of a change: the change exactly as ``/changes`` tells it, as the data of a message of its kind."""
    (change,) = read_changes(snapshot, seq - 1, 1).bodies
    told = from_json(change)
    head = _head(f"{told['noun']}.{told['kind']}", told["changed_at"], webhook_id, belongs=belongs)
    return Message(message_id, f'{head[:-1]},"data":{change.decode()}}}')


def check_message(webhook_id: str, moment: datetime) -> Message:
    """A message that only says that it arrived."""
    return Message(new_message_id(moment), f'{_head("webhook.test", in_zulu(moment), webhook_id)[:-1]},"data":{{}}}}')


def _head(kind: str, timestamp: str, webhook_id: str, **members: bool) -> str:
    return json.dumps({"type": kind, "timestamp": timestamp, "webhook": webhook_id, **members}, separators=(",", ":"))
