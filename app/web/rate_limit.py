"""The rate limit: how many requests a client may send in a window of time, in front of everything that answers them."""

from collections.abc import Awaitable
from functools import lru_cache
from ipaddress import ip_address, ip_network
from math import ceil
from time import time

from limits import RateLimitItemPerSecond
from limits.aio.strategies import FixedWindowRateLimiter
from limits.storage import storage_from_string
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Rate
from app.web.envelope import standard_headers
from app.web.problem_types import Problems
from app.web.problems import problem_response
from app.web.request_id import begin_request

MEMORY = "async+memory://"
"""Each worker counts by itself."""
_UNCOUNTED = frozenset({"/healthz", "/readyz", "/metrics"})
"""Who asks these sees to it that the service runs."""
_MOST_ADDRESSES = 4096
_NETWORK_BITS = 64
"""Of an IPv6 address: what follows a client chooses as it likes (RFC 4291, section 2.5.1)."""


def counted_as(scope: Scope) -> str:
    """As whom a request is counted: the address that it comes from."""
    client = scope.get("client")
    return _network_of(client[0]) if client else ""


class RateLimit:
    """Counts the requests of each client, tells in every answer how many are left, and refuses what is too much."""

    def __init__(self, app: ASGIApp, rate: Rate, store: str = MEMORY) -> None:
        """Let through to ``app`` what the rate admits; ``store`` is where counts are kept, as the ``limits`` library names it."""
        self.app = app
        self.rate = rate
        self.item = RateLimitItemPerSecond(rate.requests, rate.seconds)
        self.limiter = FixedWindowRateLimiter(storage_from_string(store))
        self.policy = (b"ratelimit-policy", b'"default";q=%d;w=%d' % rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"] in _UNCOUNTED or scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
            return
        client = counted_as(scope)
        is_admitted = await self.limiter.hit(self.item, client)
        window = await self.limiter.get_window_stats(self.item, client)
        seconds = max(ceil(window.reset_time - time()), 1)
        told = (self.policy, (b"ratelimit", b'"default";r=%d;t=%d' % (window.remaining, seconds)))

        def send_told(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *told]}
            return send(message)

        if is_admitted:
            await self.app(scope, receive, send_told)
        else:
            await self._refuse(scope, receive, send_told, seconds)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, seconds: int) -> None:
        own_id = begin_request(scope)
        requests, window = self.rate
        detail = f"More than {requests} requests in {window} seconds came from your address. Ask again in {seconds} seconds."
        answer = problem_response(Request(scope), Problems.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(seconds)})
        answer.raw_headers = standard_headers(answer.raw_headers, own_id)
        await answer(scope, receive, send)


@lru_cache(_MOST_ADDRESSES)
def _network_of(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:  # a socket in the file system has no address
        return host
    if address.version == 4:  # noqa: PLR2004 (of the Internet Protocol)
        return host
    return str(address.ipv4_mapped or ip_network((address, _NETWORK_BITS), strict=False))
