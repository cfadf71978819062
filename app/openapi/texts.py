"""What the OpenAPI document says of the API as a whole."""

from typing import Any

from app import __version__

INFO: dict[str, Any] = {
    "title": "Refugee Policy Facts",
    "version": __version__,
    "summary": "Who claimed, decided, demanded or is accused of what in refugee policy: sourced, attributed and checkable.",
    "description": """\
Structured facts about refugee policy. A **claim** is one proposition in neutral words; it never travels without its
**attribution**: who claims it, through whom it reached us, and how certain each of them was. Each claim, each step of its
attribution and each **figure** is anchored to a place in a **document**: paragraph, offsets, a few words, and a hash.
The API gives no verdicts.

* Reading is anonymous: no key, no registration. CORS is open. Writing needs a key: `Authorization: Bearer`.
* Names resolve exactly, by id, name, alias or ISO code: `actor=China`, `actor=Beijing` and `actor=CHN` ask the same.
  An unknown or ambiguous name is refused with suggestions, and so is an unknown parameter: a wrong question never looks
  like an empty answer.
* Lists are paged by `cursor`; `next` and the `Link` header lead to the next page.
* Every error is `application/problem+json` (RFC 9457).
* Send `ETag` back in `If-None-Match`: what has not changed is answered with 304.
* Links in records are relative to the root of this API.

The software is licensed under Apache-2.0. The curated data are licensed under
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/); the documents that they are taken from keep their own rights.""",
    "contact": {"name": "The maintainers of Refugee Policy Facts"},
    "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
    "x-data-license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
}

SERVERS: list[dict[str, Any]] = [
    {
        "url": "{base}",
        "description": "Wherever it runs, in production or by `make serve` on a local machine, which is the default.",
        "x-internal": False,
        "variables": {"base": {"default": "http://127.0.0.1:8000", "description": "The root of the API, without a slash at the end."}},
    }
]

TAGS: list[dict[str, str]] = [
    {"name": "claims", "description": "Propositions with who claims them, through whom, how certainly, and where it is written."},
    {
        "name": "stakeholders",
        "description": "The parties that claim, decide, are accused or are affected, with every name that finds them.",
    },
    {"name": "figures", "description": "Quantities as the sources bound them, with the claims they belong to."},
    {"name": "documents", "description": "The reports, statements and laws that claims are taken from."},
    {"name": "topics", "description": "Topics of refugee policy."},
    {"name": "vocabularies", "description": "What every value of every enum, unit and measure means."},
    {"name": "changes", "description": "Everything that was ever published, in one sequence, to copy and to follow."},
    {"name": "drafts", "description": "What is being written, the way to publication, and the audit of it. Needs a key."},
    {"name": "webhooks", "description": "Addresses that are told of changes, and what became of each message. Needs a key."},
    {"name": "imports", "description": "Files of records. Needs a key."},
    {"name": "exports", "description": "The whole data set as a file."},
    {"name": "service", "description": "The index, the health of the service, and what its errors mean."},
]

PAGINATION = {"style": "cursor", "cursor": "cursor", "limit": "limit", "items": "items", "next": "next_cursor", "total": "total"}
"""The `x-pagination` of every list: which parameter takes which member of the answer to the next page."""
LINKED_PAGINATION = {"style": "link", "items": "items", "next": "next"}
"""That of what is read on by an address in the answer."""

IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` that the record had when you read it. Without it a change is refused (428), and with an older one (412).",
    "schema": {"type": "string", "maxLength": 1000, "examples": ['"8ee43a08cbaf80906c4e99090b80cb0f"']},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A text of your own, another one for each thing: what is sent again with it is done once, and answered as before.",
    "schema": {"type": "string", "maxLength": 255, "examples": ["7f3c1c1e-5d5b-4a3e-9a55-3f9f4f1f7b1a"]},
}
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that `facts keys create` made, with the scope that the operation names. Reading what is public needs none.",
}
NOT_CHANGED = "Not changed since the validator that was sent; no body."
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an earlier answer: what has not changed is answered with 304, without a body.",
    "schema": {"type": "string", "examples": ['"8ee43a08cbaf80906c4e99090b80cb0f"']},
}
