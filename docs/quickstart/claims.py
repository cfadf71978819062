"""Print what is claimed about a party, each claim with who claims it: python3 claims.py China."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

API = "http://127.0.0.1:8000"
USER_AGENT = "newsroom-example/1.0 (data@newsroom.example)"
KEPT = Path("claims.json")

Claim = dict[str, Any]


def claims_of(api: httpx.Client, **question: str) -> list[Claim]:
    """All claims that a question finds: anew, or as they were kept the last time if nothing has changed since."""
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {"etag": "", "claims": []}
    answer = ask(api, f"/claims?{urlencode(question)}", kept["etag"])
    if answer.status_code != httpx.codes.NOT_MODIFIED:
        kept = {"etag": answer.headers["etag"], "claims": list(claims_from(api, answer))}
        KEPT.write_text(json.dumps(kept), encoding="utf-8")
    claims: list[Claim] = kept["claims"]
    return claims


def claims_from(api: httpx.Client, answer: httpx.Response) -> Iterator[Claim]:
    """The claims of a page and of all pages after it."""
    page = answer.json()
    yield from page["items"]
    while page["next"]:
        page = ask(api, page["next"]).json()
        yield from page["items"]


def ask(api: httpx.Client, address: str, etag: str = "") -> httpx.Response:
    """The answer to a question; one that was refused ends the programme with what would have been right."""
    answer = api.get(address, headers={"If-None-Match": etag} if etag else None)
    if answer.headers.get("content-type") == "application/problem+json":
        problem = answer.json()
        near = [name for error in problem["errors"] for name in error["suggestions"]]
        sys.exit("\n- ".join([problem["detail"], *near]))
    if answer.status_code != httpx.codes.NOT_MODIFIED:
        answer.raise_for_status()
    return answer


def in_words(claim: Claim) -> str:
    """A claim with its attribution, what became of it since, and where to read it."""
    notes = [correction["note"] for correction in claim["corrections"]]
    became = [" ".join([f"{claim['status'].upper()}:", *notes])] if notes else []
    return "\n  ".join([claim["statement"], claim["attribution"], *became, f"{API}{claim['url']}"])


if __name__ == "__main__":
    with httpx.Client(base_url=API, headers={"User-Agent": USER_AGENT}, timeout=10) as client:
        for found in claims_of(client, actor=sys.argv[1], limit="20"):
            print(in_words(found))
