"""HEAD and OPTIONS for every address: HEAD is GET without its body, OPTIONS says what may be done and answers CORS preflights."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALLOWED = ("GET", "HEAD", "OPTIONS")
_OPTIONS_HEADERS = [
    (b"allow", ", ".join(ALLOWED).encode()),
    (b"access-control-allow-methods", ", ".join(ALLOWED).encode()),
    (b"access-control-allow-headers", b"*, Authorization"),
    (b"access-control-max-age", b"86400"),
    (b"cache-control", b"public, max-age=86400"),
]

_IS_HEAD = "is_head"


class Methods:
    """Answers OPTIONS itself and turns HEAD into GET, keeping every header and dropping the body."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        method = scope.get("method")
        if method == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": list(_OPTIONS_HEADERS)})
            await send({"type": "http.response.body", "body": b""})
        elif method == "HEAD":
            state = {**scope.get("state", {}), _IS_HEAD: True}
            await self.app({**scope, "method": "GET", "state": state}, receive, _without_body(send))
        else:
            await self.app(scope, receive, send)


def is_head(request: Request) -> bool:
    """Whether only the head of the answer is wanted: a long body need not be made."""
    return bool(request.scope.get("state", {}).get(_IS_HEAD))


def _without_body(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
