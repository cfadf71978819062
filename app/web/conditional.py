"""Conditional requests (RFC 9110, section 13): whether the client already has what it asks for."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

_MOST_DATES = 2_000
_ETAG = re.compile(r'(?:W/)?("[^"]*")')


_RENEWED = ("ETag", "Last-Modified", "Cache-Control", "Content-Security-Policy", "Vary")


def etag_of(*parts: str) -> str:
    """A strong validator over everything that decides the bytes of an answer."""
    return f'"{hashlib.blake2b(chr(0).join(parts).encode(), digest_size=16).hexdigest()}"'


@lru_cache(_MOST_DATES)
def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it, in whole seconds."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def is_known(request: Request, etag: str) -> bool:
    """Whether the client names this very validator: it has the answer, and so the question was in order."""
    return etag.removeprefix("W/") in _ETAG.findall(_given(request))


def is_unchanged(request: Request, etag: str, changed_at: datetime | None) -> bool:
    """Whether an answer that there is, is 304. ``If-None-Match`` decides where it is given, else ``If-Modified-Since``."""
    if "if-none-match" in request.headers:
        return _given(request).strip() == "*" or is_known(request, etag)
    if changed_at is not None and (since := request.headers.get("if-modified-since")) is not None:
        try:
            return changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (ValueError, TypeError, OverflowError, IndexError):
            return False
    return False


def not_modified(headers: Mapping[str, str]) -> Response:
    """304 with the headers that a cache renews what it keeps by; the rest, such as links, it has."""
    return Response(status_code=304, headers={name: value for name, value in headers.items() if name in _RENEWED})


def _given(request: Request) -> str:
    """Every ``If-None-Match`` line as one list."""
    return ", ".join(request.headers.getlist("if-none-match"))
