"""Conditional requests (RFC 9110, section 13): whether the client already has what it asks for."""

import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request

_ETAG = re.compile(r'(?:W/)?("[^"]*")')


def etag_of(*parts: str) -> str:
    """A strong validator over everything that decides the bytes of an answer."""
    return f'"{hashlib.blake2b(chr(0).join(parts).encode(), digest_size=16).hexdigest()}"'


def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it, in whole seconds."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def is_known(request: Request, etag: str) -> bool:
    """Whether the client names this very validator: it has the answer, and so the question was in order."""
    return etag.removeprefix("W/") in _ETAG.findall(request.headers.get("if-none-match", ""))


def is_unchanged(request: Request, etag: str, changed_at: datetime | None) -> bool:
    """Whether an answer that there is, is 304. ``If-None-Match`` decides where it is given, else ``If-Modified-Since``."""
    if (given := request.headers.get("if-none-match")) is not None:
        return given.strip() == "*" or is_known(request, etag)
    if changed_at is not None and (since := request.headers.get("if-modified-since")) is not None:
        try:
            return changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (ValueError, TypeError):
            return False
    return False
