"""Sending one message, once: what was answered, or why nothing was."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Self

import anyio
import httpx

from app import __version__
from app.webhooks.message import Message

_PATIENCE_SECONDS = 15
"""How long a receiver may take in all, however it spends the time."""
_CONNECT_SECONDS = 5
"""How long one of its addresses may take to let itself be connected to; another is tried then."""
_SHOWN = 300
"""How much of an answer is read, in bytes: enough to tell what a receiver says is wrong."""
_HEADERS = {"Content-Type": "application/json", "User-Agent": f"refugee-policy-facts/{__version__}", "Accept-Encoding": "identity"}


Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt: the status of the answer if there was one, what is wrong with it, and how long it took."""

    status: int | None
    error: str | None
    milliseconds: int
    ended_at: datetime

    @property
    def is_delivered(self) -> bool:
        """Whether the receiver has the message."""
        return self.error is None

    @property
    def is_gone(self) -> bool:
        """Whether the receiver wants no more of them."""
        return self.status == HTTPStatus.GONE


class Sender:
    """Posts messages. It follows no redirect, asks no proxy, and reaches public addresses only, unless private ones are allowed."""

    def __init__(self, transport: httpx.AsyncBaseTransport, now: Now, patience: float = _PATIENCE_SECONDS) -> None:
        """Send through ``transport``, tell the time by ``now``, and give a receiver ``patience`` seconds."""
        self._now = now
        self._patience = patience
        self._client = httpx.AsyncClient(
            transport=transport,
            headers=_HEADERS,
            timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
            follow_redirects=False,
            trust_env=False,
        )

    async def send(self, url: str, message: Message, secrets: Sequence[str]) -> Outcome:
        """Post a message, once, and say what became of it."""
        began = time.perf_counter()
        status = error = None
        headers = message.headers(secrets, self._now())
        try:
            with anyio.fail_after(self._patience):
                async with self._client.stream("POST", url, content=message.body, headers=headers) as response:
                    status = response.status_code
                    error = None if response.is_success else await _complaint(response)
        except TimeoutError:
            error = f"no answer within {self._patience} seconds"
        except (httpx.HTTPError, httpx.InvalidURL) as failure:
            error = f"{type(failure).__name__}: {failure}".removesuffix(": ")
        return Outcome(status, error, round((time.perf_counter() - began) * 1000), self._now())

    async def __aenter__(self) -> Self:
        """Be ready to send."""
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Let go of what is open."""
        await self._client.aclose()


async def _complaint(response: httpx.Response) -> str:
    """What is wrong with an answer, with the beginning of what it says."""
    if response.has_redirect_location:
        return f"answered {response.status_code} to {response.headers['location'][:_SHOWN]!r}: redirects are not followed"
    read = b""
    async for part in response.aiter_raw():
        read += part
        if len(read) >= _SHOWN:
            break
    said = "".join(character if character.isprintable() else " " for character in read[:_SHOWN].decode(errors="replace")).strip()
    return f"answered {response.status_code}: {said}" if said else f"answered {response.status_code}"
