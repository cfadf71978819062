"""The outermost layer: a request id, the headers that every response has, and an answer even where the code failed."""

import logging

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import __version__
from app.web.problem_types import Problems
from app.web.problems import problem_response
from app.web.request_id import request_id

_log = logging.getLogger(__name__)
_EXPOSED = (
    "ETag, Last-Modified, Link, Location, Retry-After, X-Request-ID, API-Version, "
    "Accept-Ranges, Content-Disposition, Content-Range, Repr-Digest"
)
_HEADERS = {
    "API-Version": __version__,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": _EXPOSED,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "interest-cohort=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


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
        own_id = request_id(Request(scope).headers.get("x-request-id", ""))
        scope.setdefault("state", {})["request_id"] = own_id
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = own_id
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            _log.exception("request %s failed: %s %s", own_id, scope["method"], scope["path"])
            if started:
                raise
            detail = "The request failed on our side; it was in order and may be tried again."
            await problem_response(Request(scope), Problems.INTERNAL_ERROR, detail)(scope, receive, send_with_headers)
