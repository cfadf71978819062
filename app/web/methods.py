"""HEAD and OPTIONS for every address: HEAD is GET without its body, OPTIONS says what may be done and answers CORS preflights."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = ("GET", "HEAD", "OPTIONS")
_ANYWHERE = ("OPTIONS",)
_OPTIONS_HEADERS = [
    (b"access-control-allow-headers", b"*, Authorization"),
    (b"access-control-max-age", b"86400"),
    (b"cache-control", b"public, max-age=86400"),
]

_IS_HEAD = "is_head"


class Allowed:
    """What may be done at which address: reading, unless it is only written, and whatever else there are routes for."""

    def __init__(self, routes: Callable[[], Iterable[BaseRoute]]) -> None:
        """Take the methods of these routes, once somebody asks."""
        self._find = routes

    @cached_property
    def _routes(self) -> Sequence[tuple[re.Pattern[str], Sequence[str]]]:
        routes = [route for route in self._find() if isinstance(route, Route)]
        return [(route.path_regex, sorted(route.methods or ())) for route in routes]

    def at(self, path: str) -> Sequence[str]:
        """The methods at an address, reading first."""
        found = [method for regex, methods in self._routes if regex.match(path) for method in methods]
        own = READING if "GET" in found or not found else _ANYWHERE
        return list(dict.fromkeys((*own, *found)))


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
