"""Examples of webhooks: what the desk answered, with what differs at each call replaced by something that stays."""

from datetime import UTC, datetime
from typing import Any

import httpx

from app.desk.webhook_shape import Delivery, DeliveryList, TestAnswer
from app.model import DeliveryState

_WEBHOOK = {"url": "https://newsroom.example/facts", "noun": "claims", "question": "actor=China&kind=position"}
_MOMENT = datetime(2026, 1, 2, 9, 30, tzinfo=UTC)
_AT = "2026-01-02T09:30:00Z"
_OF_CHANCE = {
    "id": "whk_01kdz5q9e0example0webhook00",
    "secret": "whsec_ZXhhbXBsZSBvZiBhIHNlY3JldCwgbm90IGEgcmVhbCBvbmU=",
    "created_at": _AT,
    "updated_at": _AT,
}
_Answers = dict[str, Any]

SENT: _Answers = {
    "create_webhook": _WEBHOOK,
    "update_webhook": {"state": "paused"},
    "replay_webhook": {"after": 120},
}


async def ask_of_webhooks(client: httpx.AsyncClient, key: str) -> _Answers:
    """Answers by operation id. Nothing is sent to anybody, so those that tell of messages are made by hand."""
    headers = {"Authorization": f"Bearer {key}"}
    made = (await client.post("/webhooks", json=_WEBHOOK, headers=headers)).json()
    address = f"/webhooks/{made['id']}"
    answers = {
        "get_webhook": (await client.get(address, headers=headers)).json(),
        "list_webhooks": (await client.get("/webhooks", headers=headers)).json(),
        "replay_webhook": (await client.post(f"{address}/replay", json={}, headers=headers)).json(),
        "rotate_webhook_secret": (await client.post(f"{address}/secret", headers=headers)).json(),
        "update_webhook": (await client.patch(address, json=SENT["update_webhook"], headers=headers)).json(),
        "create_webhook": made,
    }
    await client.delete(address, headers=headers)
    told = TestAnswer(is_delivered=True, status=204, error=None, milliseconds=38)
    log = DeliveryList(items=[_delivery()], next=None)
    by_hand = {"test_webhook": told.model_dump(mode="json"), "list_deliveries": log.model_dump(mode="json")}
    return {operation: _stable(answer) for operation, answer in answers.items()} | by_hand


def _delivery() -> Delivery:
    return Delivery(
        seq=121,
        message_id="msg_01kdz5q9e0example0message00",
        belongs=True,
        state=DeliveryState.DELIVERED,
        attempts=1,
        next_attempt_at=None,
        attempted_at=_MOMENT,
        status=204,
        error=None,
        milliseconds=38,
    )


def _stable(node: Any) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(node, list):
        return [_stable(item) for item in node]
    if isinstance(node, dict):
        return {name: _OF_CHANCE[name] if name in _OF_CHANCE else _stable(value) for name, value in node.items()}
    return node
