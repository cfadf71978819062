"""Examples of writing: what the desk answered, with what differs at each call replaced by something that stays."""

import re
from typing import Any

import httpx

from app.openapi.webhook_examples import SENT as OF_WEBHOOKS
from app.openapi.webhook_examples import ask_of_webhooks

WRITTEN = ("claim", "stakeholder", "document", "topic")
"""What can be written, in the singular."""
_MOMENT = "2026-01-02T09:30:00Z"
_MOMENTS = {"created_at", "updated_at", "attempted_at", "corrected_at"}
_OF_CHANCE = re.compile(r"drf_[0-9a-z]{26}|\b[0-9a-f]{32}\b|01[0-9a-z]{24}(-[0-9]+)?")
_NOW = re.compile(r"[0-9-]{10}T[0-9:]{8}\.[0-9]{6}Z")
_STABLE = "drf_01kdz5q9e0example0draft0000"
_DRAFT = {"noun": "topics", "content": {"id": "family-unity", "name": "Family unity"}}
_PATCHES = {"claim": "condition", "stakeholder": "description", "document": "rights", "topic": "definition"}
_Answers = dict[str, Any]


async def ask_the_desk(client: httpx.AsyncClient, key: str, read: _Answers) -> tuple[_Answers, _Answers]:
    """Answers and bodies by operation id; ``read`` are those of operations that read."""
    answers: _Answers = {}
    sent: _Answers = {}
    for one in WRITTEN:
        content, record = read[f"get_{one}_content"], read[f"get_{one}"]
        answers |= {f"{verb}_{one}": record for verb in ("create", "replace", "update")}
        sent |= {f"{verb}_{one}": content for verb in ("create", "replace")}
        sent[f"update_{one}"] = {_PATCHES[one]: "What it says from now on."}
    answers |= await _correct(client, key, read["get_claim"]["url"], sent["update_claim"])
    answers |= {"retract_claim": read["get_claim"] | {"status": "retracted"}, "merge_stakeholder": read["get_stakeholder"]}
    sent["merge_stakeholder"] = {"into": read["get_stakeholder"]["id"]}
    return answers | await _drafts(client, key) | await ask_of_webhooks(client, key), sent | _SENT | OF_WEBHOOKS


_SENT: _Answers = {
    "create_draft": _DRAFT,
    "replace_draft": {"content": _DRAFT["content"]},
    "update_draft": {"definition": "How far families are kept together."},
    "import_records": '{"id":"family-unity","name":"Family unity","definition":"How far families are kept together."}\n',
}


async def _correct(client: httpx.AsyncClient, key: str, claim: str, changes: _Answers) -> _Answers:
    """Change a claim, and compare it with what it said before."""
    headers = {"Authorization": f"Bearer {key}", "If-Match": "*"}
    corrected = await client.patch(f"{claim}?note=The+condition+was+missing.", json=changes, headers=headers)
    compared = await client.get(f"{claim}/differences?older=1&newer=2")
    return {"update_claim": _stable(corrected.json()), "compare_claim_versions": _stable(compared.json())}


async def _drafts(client: httpx.AsyncClient, key: str) -> _Answers:
    headers = {"Authorization": f"Bearer {key}", "If-Match": "*"}
    begun = (await client.post("/drafts?comment=To+be+finished", json=_DRAFT, headers=headers)).json()
    listed = (await client.get("/drafts", headers=headers)).json()
    patched = await client.patch(begun["url"], json=_SENT["update_draft"], headers=headers)
    submitted = await client.post(f"{begun['url']}/submission", headers=headers)
    published = await client.post(f"{begun['url']}/publication?dry_run=true", headers=headers)
    imported = await client.post(
        "/imports?noun=topics&dry_run=true", content=_SENT["import_records"], headers=headers | {"Content-Type": "application/x-ndjson"}
    )
    audit = (await client.get("/audit?limit=1", headers=headers)).json()
    answers = {
        "create_draft": begun,
        "list_drafts": listed,
        "get_draft": begun,
        "replace_draft": begun,
        "update_draft": patched.json(),
        "return_draft": begun,
        "submit_draft": submitted.json(),
        "publish_draft": published.json(),
        "import_records": imported.json(),
        "list_attempts": audit | {"next": None},
    }
    return {operation: _stable(answer) for operation, answer in answers.items()}


def _stable(node: Any) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(node, list):
        return [_stable(item) for item in node]
    if isinstance(node, dict):
        return {name: _MOMENT if name in _MOMENTS else _stable(value) for name, value in node.items()}
    if not isinstance(node, str):
        return node
    return _OF_CHANCE.sub(lambda found: _STABLE[: len(found[0])], _NOW.sub(_MOMENT, node))
