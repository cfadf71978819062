"""Permanent ids for what comes from files: the same key in the same document always gives the same ULID."""

import hashlib
from datetime import UTC, datetime

from ulid import ULID

_RANDOM_BYTES = 10
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def permanent_id(prefix: str, published_at: datetime | None, *names: str) -> str:
    """``prefix`` and a ULID: its time is the document's, its other eighty bits are a digest of ``names``."""
    moment = max(published_at or _UNDATED, _UNDATED)
    milliseconds = int(moment.timestamp() * 1000)
    name = "\0".join(names).encode()
    ulid = ULID(milliseconds.to_bytes(6, "big") + hashlib.blake2b(name, digest_size=_RANDOM_BYTES).digest())
    return f"{prefix}_{str(ulid).lower()}"
