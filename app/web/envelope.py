"""The outermost layer: a request id, the headers that every response has, and an answer even where the code failed."""

import logging
from collections.abc import Iterable

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import __version__
from app.web.problem_types import Problems
from app.web.problems import problem_response
from app.web.request_id import begin_request

Header = tuple[bytes, bytes]

_log = logging.getLogger(__name__)
_EXPOSED = (
    "ETag, Last-Modified, Link, Location, Retry-After, Deprecation, Sunset, RateLimit, RateLimit-Policy, X-Request-ID, API-Version, "
    "Idempotency-Replayed, Accept-Ranges, Content-Disposition, Content-Range, Repr-Digest"
)
_HEADERS = [
    (b"api-version", __version__.encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED.encode()),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"permissions-policy", b"interest-cohort=()"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]
"""In lower case, as ASGI has them."""


def standard_headers(headers: Iterable[Header], own_id: str) -> list[Header]:
    """The headers of an answer, with those that it lacks of the ones that every answer has."""
    answered = [*headers, (b"x-request-id", own_id.encode())]
    names = {name for name, _ in answered}
    return [*answered, *(header for header in _HEADERS if header[0] not in names)]


class Envelope:
    """Gives each response its standard headers; an exception that nobody caught becomes a 500 problem and a log entry."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        own_id = begin_request(scope)
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = standard_headers(message["headers"], own_id)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            _log.exception("request %s failed: %s %s", own_id, scope["method"], scope["path"])
            if started:
                raise
            detail = "The request failed on our side; it was in order and may be tried again."
            await problem_response(Request(scope), Problems.INTERNAL_ERROR, detail)(scope, receive, send_with_headers)
