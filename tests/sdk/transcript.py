"""What the example of every generated client prints, made from the JSON that the service answers."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import httpx

from tests.clients.live import Live

QUESTION = "/claims?actor=China&kind=plan&kind=decision&limit=2"
NOT_THERE = "/claims/clm_00000000000000000000000000"
NOBODY = "/claims?actor=Chnia"
FIRST_WORDS = "China lets some refugees from North Korea go."
BETTER_WORDS = "China lets some 40 refugees from North Korea go."
NOTE = "The number was left out."

Data = dict[str, Any]


def reading(live: Live) -> list[str]:
    """The lines of all that is read."""
    claims: list[Data] = []
    lines = []
    address = QUESTION
    while address:
        page = live.get(address).json()
        lines.append(f"{len(page['items'])} of {page['total']}")
        lines += [f"{claim['id']} {claim['kind']}, {claim['certainty']}" for claim in page["items"]]
        claims += page["items"]
        address = page["next"]
    example = next(claim for claim in claims if claim["figures"])
    return [*lines, *_one(example), "304", *_problem(live, NOT_THERE), *_problem(live, NOBODY)]


def _one(claim: Data) -> Iterator[str]:
    yield claim["statement"]
    yield claim["attribution"]
    for hop in claim["chain"]:
        source = hop["stakeholder"]["name"] if hop["stakeholder"] else hop["label"] or "somebody"
        day = f", on {date.fromisoformat(hop['said_on']):%A %Y-%m-%d}" if hop["said_on"] else ""
        yield f"{hop['depth']}. {source} {hop['act']}{day}: {hop['certainty']}"
    for figure in claim["figures"]:
        yield f"{figure['as_printed']}: {figure['comparator']} {figure['value']} {figure['unit']}"
    yield f"updated {datetime.fromisoformat(claim['updated_at']):%Y-%m-%d %H:%M}"


def _problem(live: Live, path: str) -> Iterator[str]:
    problem = httpx.get(live.url(path)).json()
    yield f"{problem['status']} {problem['title']}: {problem['detail']}"
    for error in problem["errors"]:
        yield f"{error['parameter']}: {error['code']}"
        yield from (f"  perhaps {suggestion}" for suggestion in error["suggestions"])


def writing(tag: str) -> list[str]:
    """The lines of all that is written, for a claim whose validator is ``tag`` now."""
    problem = f"The record has changed since: its validator is {tag} now. Nothing was changed; what you sent is kept in the audit."
    return [
        f"{FIRST_WORDS} Version 1, published",
        f"{BETTER_WORDS} Version 2, corrected: {NOTE}",
        f"412 The record has changed since you read it: {problem}",
        "If-Match: changed_since",
    ]
