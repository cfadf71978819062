"""What every operation documents besides its own answer: problems by status, and the headers of its 200."""

from collections.abc import Mapping
from typing import Any

from app.web.problem_types import Problems
from app.web.problems import PROBLEM_MEDIA_TYPE, Problem

Responses = dict[int | str, dict[str, Any]]

_HEADERS: Mapping[str, str] = {
    "ETag": "A strong validator; send it back in `If-None-Match`.",
    "Last-Modified": "When the answer last changed.",
    "Cache-Control": "How long the answer may be kept.",
    "Link": "Links (RFC 8288): the licence and, on lists, the next page.",
    "X-Request-ID": "The id of this request, as in the log.",
}


def _problem(kind: Problems) -> dict[str, Any]:
    return {"model": Problem, "description": kind.page.title, "content": {PROBLEM_MEDIA_TYPE: {}}}


def responses(*problems: Problems) -> Responses:
    """The responses of an operation that reads: 304, its own problems, and those that any request can meet."""
    common = (Problems.NOT_ACCEPTABLE, Problems.URI_TOO_LONG, Problems.TOO_MANY_REQUESTS, Problems.INTERNAL_ERROR, Problems.NOT_READY)
    headers = {name: {"description": text, "schema": {"type": "string"}} for name, text in _HEADERS.items()}
    documented: Responses = {200: {"headers": headers}, 304: {"description": "Not changed since the validator that was sent."}}
    return documented | {kind.page.status: _problem(kind) for kind in sorted({*problems, *common}, key=lambda kind: kind.page.status)}


LIST_RESPONSES = responses(Problems.INVALID_QUERY)
RECORD_RESPONSES = responses(Problems.NOT_FOUND, Problems.INVALID_QUERY)
