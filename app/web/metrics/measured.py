"""Counting requests, by method, route and status, with how long they took: before everything that answers."""

from bisect import bisect_left
from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from time import perf_counter

from starlette.routing import BaseRoute, Route, compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds: the cache answers below the first, and a database is given up before long after the last."""
NO_ROUTE = "none"
_MOST_PATHS = 4096


class Measured:
    """Counts what passes. ``answered`` has, by method, route and status, how many took as long as each bound, and how long all took."""

    def __init__(self, app: ASGIApp, routes: Iterable[str], later: Callable[[], Iterable[BaseRoute]] = tuple) -> None:
        """Wrap ``app``, which has these routes, and ``later`` others that are made when they are first needed."""
        self.app = app
        self._later = later
        self.answered: dict[tuple[str, str, int], list[float]] = {}
        self._plain = {route for route in routes if "{" not in route}
        self._patterns = {route: compile_path(route)[0] for route in routes if "{" in route}
        self._parts_of = lru_cache(_MOST_PATHS)(self._find_parts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, began = 0, perf_counter()

        def send_seen(message: Message) -> Awaitable[None]:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            return send(message)

        try:
            await self.app(scope, receive, send_seen)
        finally:
            seconds = perf_counter() - began
            parts = self._parts_of(scope["method"], scope["path"], status)
            parts[bisect_left(BOUNDS, seconds)] += 1
            parts[-1] += seconds

    def _find_parts(self, method: str, path: str, status: int) -> list[float]:
        """The numbers that an answer belongs to."""
        return self.answered.setdefault((method, self._route_of(path), status), [0] * (len(BOUNDS) + 2))

    def _route_of(self, path: str) -> str:
        """The route of a path, with or without a suffix. Paths that are none share one name: anybody can make up more of them."""
        for candidate in (path, path.rpartition(".")[0]):
            if candidate in self._plain:
                return candidate
            for route, pattern in self._patterns.items():
                if pattern.match(candidate):
                    return route
        made_later = (route for route in self._later() if isinstance(route, Route))
        return next((route.path for route in made_later if route.path_regex.match(path)), NO_ROUTE)
