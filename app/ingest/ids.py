"""Permanent ids for what comes from files: the same key in the same document always gives the same ULID."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from ulid import ULID

Ids = Mapping[str, int]
"""Internal ids by slug or public id."""
NONE_GIVEN: Ids = MappingProxyType({})
"""New rows get whatever ids are free."""

_TIME = bytes(6)
"""No time: every date in a file may turn out wrong and be corrected, and the id must stay."""
_RANDOM_BYTES = 10
_REMEMBERED = 10_000
"""A load asks for the same ids while it checks, writes and relates a batch."""


@lru_cache(_REMEMBERED)
def permanent_id(prefix: str, *names: str) -> str:
    """``prefix`` and a ULID in lower case: its time is zero, its other eighty bits are a digest of ``names``."""
    name = "\0".join(names).encode()
    ulid = ULID(_TIME + hashlib.blake2b(name, digest_size=_RANDOM_BYTES).digest())
    return f"{prefix}_{str(ulid).lower()}"
