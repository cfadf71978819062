"""A chat bot: it answers /claims China, and tells a channel which claims are new, corrected or retracted."""

import os
from typing import Any
from urllib.parse import parse_qs

import httpx
from fastapi import FastAPI, HTTPException, Request
from slack_sdk.signature import SignatureVerifier
from standardwebhooks import Webhook, WebhookVerificationError

API = "http://127.0.0.1:8000"
USER_AGENT = "newsroom-example/1.0 (data@newsroom.example)"
SHOWN = 5
TOLD = {"claims.created": "New", "claims.corrected": "Corrected", "claims.retracted": "Retracted"}

app = FastAPI()
slack = SignatureVerifier(os.environ["SLACK_SIGNING_SECRET"])
channel = os.environ["SLACK_WEBHOOK_URL"]
service = Webhook(os.environ["CLAIMS_WEBHOOK_SECRET"])
client = httpx.AsyncClient(headers={"User-Agent": USER_AGENT}, timeout=2.5)  # Slack waits for three seconds
newest: dict[str, int] = {}


@app.post("/command")
async def answer_command(request: Request) -> dict[str, str]:
    """Tell everybody in the channel what is found, and only whoever asked what was wrong."""
    body = await request.body()
    if not slack.is_valid_request(body, dict(request.headers)):
        raise HTTPException(401)
    (party,) = parse_qs(body.decode(), keep_blank_values=True)["text"]
    answer = await client.get(f"{API}/claims", params={"actor": party.strip(), "limit": SHOWN})
    if answer.is_success:
        return {"response_type": "in_channel", "text": found(answer.json())}
    return {"response_type": "ephemeral", "text": refused(answer.json())}


@app.post("/changes", status_code=204)
async def tell_change(request: Request) -> None:
    """Take a message of the service, once and in order, and tell the channel what it says."""
    try:
        message = service.verify(await request.body(), dict(request.headers))
    except WebhookVerificationError as error:
        raise HTTPException(401) from error
    if message["type"] not in TOLD:
        return
    change = message["data"]
    if change["record"] is None or change["seq"] <= newest.get(change["id"], 0):
        return  # erased since, or told already
    told = await client.post(channel, json={"text": f"{TOLD[message['type']]}: {in_words(change['record'])}"})
    told.raise_for_status()  # then the service sends it again
    newest[change["id"]] = change["seq"]


def found(page: dict[str, Any]) -> str:
    """The claims of a page, and how many there are."""
    count = f"{len(page['items'])} of {page['total']} {escaped(page['query']['description'])}"
    return "\n".join([count, *(f"• {in_words(claim)}" for claim in page["items"])])


def in_words(claim: dict[str, Any]) -> str:
    """A claim with its attribution, what became of it since, and where to read it."""
    notes = [correction["note"] for correction in claim["corrections"]]
    became = [" ".join([f"{claim['status'].upper()}:", *notes])] if notes else []
    return escaped("\n".join([claim["statement"], claim["attribution"], *became, f"{API}{claim['url']}"]))


def refused(problem: dict[str, Any]) -> str:
    """What was wrong with a question, and what would have been right."""
    near = [name for error in problem["errors"] for name in error["suggestions"]]
    return escaped("\n".join([problem["detail"], *(f"• {name}" for name in near)]))


def escaped(text: str) -> str:
    """Text in which Slack sees no markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
