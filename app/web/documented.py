"""What every operation documents besides its own answer: problems by status, and the headers of each response."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.limits import LONGEST_LINK
from app.web.problem_types import Problems
from app.web.problems import PROBLEM_MEDIA_TYPE, Problem

Responses = dict[int | str, dict[str, Any]]

ALWAYS = ("Access-Control-Allow-Origin", "API-Version", "Cache-Control", "RateLimit", "RateLimit-Policy", "X-Request-ID")
"""The headers of every response."""
READ = ("ETag", "Last-Modified", "Link")
"""Those of what is read of the data."""
_RENEWED = ("ETag", "Last-Modified")
_COMMON = (Problems.URI_TOO_LONG, Problems.TOO_MANY_REQUESTS, Problems.INTERNAL_ERROR, Problems.NOT_READY)
_OF_PROBLEMS: Mapping[Problems, tuple[str, ...]] = {
    Problems.UNAUTHORIZED: ("WWW-Authenticate",),
    Problems.FORBIDDEN: ("WWW-Authenticate",),
    Problems.PRECONDITION_FAILED: ("ETag",),
    Problems.RANGE_NOT_SATISFIABLE: ("Content-Range",),
    Problems.TOO_MANY_REQUESTS: ("Retry-After",),
    Problems.NOT_READY: ("Retry-After",),
}
_LINE = 1_000
_HEADERS: Mapping[str, tuple[str, str, int]] = {
    "Access-Control-Allow-Origin": ("Always `*`: any page may read the answer.", "*", 1),
    "API-Version": ("The version of this API.", "1.0.0", 100),
    "Accept-Ranges": ("Parts can be asked for in bytes, to go on where a download broke off.", "bytes", 10),
    "Cache-Control": ("How long the answer may be kept.", "public, max-age=60, stale-while-revalidate=86400", _LINE),
    "Content-Disposition": ("The name of the file.", 'attachment; filename="refugee-policy-facts.zip"', _LINE),
    "Content-Range": ("Which bytes these are, and how many the file has.", "bytes 0-1023/48152", 100),
    "Deprecation": ("Since when what was asked for is deprecated (RFC 9745): seconds of Unix time.", "@1798761600", 20),
    "ETag": (
        "A validator: send it back in `If-None-Match`, or in `If-Match`.",
        '"8ee43a08cbaf80906c4e99090b80cb0f"',
        100,
    ),
    "Idempotency-Replayed": ("`true` where the answer is that to the same request before.", "true", 4),
    "Last-Modified": ("When the answer last changed.", "Thu, 01 Jan 2026 00:00:00 GMT", 29),
    "Link": (
        "Links (RFC 8288): the licence, the other formats and, on lists, the next page.",
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
        2 * LONGEST_LINK,
    ),
    "Location": ("The address of what was made, relative to the root of this API.", "/drafts/drf_01kdz5q9e0example0draft0000", 2_000),
    "RateLimit": ("How many requests are left, and for how many seconds, where a limit is set.", '"default";r=599;t=60', 100),
    "RateLimit-Policy": (
        "How many requests each client may send in how many seconds, where a limit is set.",
        '"default";q=600;w=60',
        100,
    ),
    "Repr-Digest": ("The SHA-256 of the whole file (RFC 9530).", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", 100),
    "Retry-After": ("After how many seconds to ask again.", "5", 10),
    "Sunset": ("Until when it is there at least (RFC 8594); `Link` leads to more.", "Mon, 31 Jan 2028 00:00:00 GMT", 29),
    "WWW-Authenticate": ("What kind of key is needed, and which scope it lacks.", 'Bearer realm="editorial desk"', _LINE),
    "X-Request-ID": ("The id of this request, as in the log.", "01KDVRT500EXAMPLE0REQUEST0", 100),
}
"""What each says, an example, and how long it is at most."""


def responses(*problems: Problems, own: Sequence[str] = READ) -> Responses:
    """The responses of an operation that reads: what there is or that it has not changed, its own problems, and those of ``answers``."""
    unchanged = told([name for name in own if name in _RENEWED], "Not changed since the validator that was sent.")
    return {304: unchanged} | answers(200, *problems, Problems.NOT_ACCEPTABLE, own=own)


def answers(status: int, *problems: Problems, own: Sequence[str] = ()) -> Responses:
    """The responses of an operation that is answered anew each time: its own problems, and those that any request can meet."""
    met = sorted({*problems, *_COMMON}, key=lambda kind: kind.page.status)
    documented: Responses = {status: told(own)}
    return documented | {kind.page.status: _problem(kind) for kind in met}


def told(own: Iterable[str], description: str = "") -> dict[str, Any]:
    """A response with these headers beside those of every response; what it answers with describes itself."""
    return {"headers": {name: header(name) for name in sorted((*ALWAYS, *own))}} | ({"description": description} if description else {})


def header(name: str) -> dict[str, Any]:
    """A header, as the document describes it."""
    text, example, longest = _HEADERS[name]
    return {"description": text, "schema": {"type": "string", "maxLength": longest, "examples": [example]}}


def _problem(kind: Problems) -> dict[str, Any]:
    own = told(_OF_PROBLEMS.get(kind, ()), kind.page.explanation)
    return own | {"model": Problem, "content": {PROBLEM_MEDIA_TYPE: {}}}


LIST_RESPONSES = responses(Problems.INVALID_QUERY)
RECORD_RESPONSES = responses(Problems.NOT_FOUND, Problems.GONE, Problems.INVALID_QUERY)
MERGED: Responses = {308: told(["Location"], "The record was merged into another one, which is at `Location`.")}
