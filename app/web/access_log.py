"""The access log: one line for each request, whoever answers it, the cache included.

Nothing is written of a query, because what somebody asks about refugees is their business; nor of any header but the request id.
"""

import logging
from collections.abc import Awaitable
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.logs import ACCESS, current_request

_log = logging.getLogger(ACCESS)


class AccessLog:
    """Tells of each request when its answer has been sent, or has broken off."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, size = perf_counter(), None, 0

        def send_seen(message: Message) -> Awaitable[None]:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                current_request.set(dict(message["headers"]).get(b"x-request-id", b"-").decode("latin-1"))
            else:
                size += len(message.get("body", b""))
            return send(message)

        try:
            await self.app(scope, receive, send_seen)
        finally:
            _tell(scope, status, size, perf_counter() - began)


def _tell(scope: Scope, status: int | None, size: int, seconds: float) -> None:
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
    entry = {
        "method": scope["method"],
        "path": raw_path.decode("ascii", "backslashreplace"),
        "status": status,
        "bytes": size,
        "milliseconds": round(seconds * 1000, 3),
        "client": scope["client"][0] if scope.get("client") else None,
    }
    _log.info("%(method)s %(path)s %(status)s %(bytes)d bytes %(milliseconds).3f ms %(client)s", entry, extra=entry)
