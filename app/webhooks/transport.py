"""The way out: a name is resolved once, every address that it has is checked, and one of these is connected to.

So a name cannot mean one address when it is checked and another when it is used (DNS rebinding). The host stays as it is in the
``Host`` header and in TLS, which checks the certificate against it.
"""

import socket
from collections.abc import Awaitable, Callable, Sequence

import anyio
import httpx

from app.webhooks.addresses import is_public

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_PORTS = {"http": 80, "https": 443}


class RefusedAddressError(httpx.ConnectError):
    """A receiver lies where nothing is sent."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, each once. Raises ``OSError`` where it has none."""
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends requests to public addresses only, unless private ones are allowed. No connection is used twice: it is of one name."""

    def __init__(self, *, allow_private: bool, resolve: Resolve = resolve) -> None:
        """Look names up with ``resolve``."""
        self._allow_private = allow_private
        self._resolve = resolve
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address of its host that takes the connection."""
        named, host = request.url, request.url.raw_host.decode("ascii")
        addresses = await self._addresses(host, named.port or _PORTS[named.scheme])
        request.extensions = {**request.extensions, "sni_hostname": host}
        for address in addresses[:-1]:
            request.url = named.copy_with(host=address)
            try:
                return await self._inner.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):  # another may be reached
                continue
        request.url = named.copy_with(host=addresses[-1])
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Let go of what is open."""
        await self._inner.aclose()

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise httpx.ConnectError(f"{host} has no address: {error.strerror or error}") from error
        refused = [] if self._allow_private else [address for address in addresses if not is_public(address)]
        if refused:
            raise RefusedAddressError(f"{host} has the address {refused[0]}, which is not a public one")
        return addresses
