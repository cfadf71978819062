"""Parts of the service that are made when they are first asked for: who only reads pays nothing for them."""

from collections.abc import Callable, Sequence
from threading import Lock

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.suffixes import has_suffix

_READING = ("GET", "HEAD", "OPTIONS")


class Needed:
    """An application that is made once, by whoever asks first; its state has its ``routes``."""

    def __init__(self, make: Callable[[], FastAPI]) -> None:
        """Remember how."""
        self._make = make
        self._made: FastAPI | None = None
        self._lock = Lock()

    def get(self) -> FastAPI:
        """What was made."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def routes(self) -> Sequence[BaseRoute]:
        """The routes of what was made; none before it was."""
        return () if self._made is None else self._made.state.routes


class WhenNeeded:
    """Hands requests that change something, and those under some addresses, to an application that has routes for them."""

    def __init__(self, app: ASGIApp, needed: Needed, prefixes: tuple[str, ...], suffixes: tuple[str, ...]) -> None:
        """Wrap ``app``. Reading is its own, but for paths that begin or end so."""
        self.app = app
        self.needed = needed
        self.prefixes = prefixes
        self.suffixes = suffixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        app = self.app
        if scope["type"] == "http" and self._may_need(scope) and not has_suffix(scope):
            other = await run_in_threadpool(self.needed.get)
            matches = {route.matches(scope)[0] for route in other.routes}
            if Match.FULL in matches or (Match.PARTIAL in matches and self._is_its_own(scope["path"])):
                app = other
        await app(scope, receive, send)

    def _may_need(self, scope: Scope) -> bool:
        return scope["method"] not in _READING or self._is_its_own(scope["path"])

    def _is_its_own(self, path: str) -> bool:
        return path.startswith(self.prefixes) or path.endswith(self.suffixes)
