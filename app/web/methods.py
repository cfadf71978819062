"""HEAD and OPTIONS for every address: HEAD is GET without its body, OPTIONS says what may be done and answers CORS preflights."""

from collections.abc import Iterable, Sequence

from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READING = ("GET", "HEAD", "OPTIONS")
_OPTIONS_HEADERS = [
    (b"access-control-allow-headers", b"*, Authorization"),
    (b"access-control-max-age", b"86400"),
    (b"cache-control", b"public, max-age=86400"),
]

_IS_HEAD = "is_head"


class Allowed:
    """What may be done at which address: whatever there are routes for; where there are none, nothing but reading is tried."""

    def __init__(self, routes: Iterable[Route]) -> None:
        """Take the methods of these routes."""
        self._routes = [(route.path_regex, route.methods or set()) for route in routes]

    def at(self, path: str) -> Sequence[str]:
        """The methods at an address, reading first, where it is read."""
        found = [method for regex, methods in self._routes if regex.match(path) for method in sorted(methods)]
        first = ("OPTIONS",) if found and "GET" not in found else _READING
        return list(dict.fromkeys((*first, *found)))


class Methods:
    """Answers OPTIONS itself and turns HEAD into GET, keeping every header and dropping the body."""

    def __init__(self, app: ASGIApp, allowed: Allowed) -> None:
        """Wrap ``app``."""
        self.app = app
        self.allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        method = scope.get("method")
        if method == "OPTIONS":
            methods = ", ".join(self.allowed.at(scope["path"])).encode()
            told = [(b"allow", methods), (b"access-control-allow-methods", methods), *_OPTIONS_HEADERS]
            await send({"type": "http.response.start", "status": 204, "headers": told})
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
