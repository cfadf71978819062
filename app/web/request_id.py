"""Ids of requests, by which a client's log and ours can be joined."""

import re
from itertools import count

from ulid import ULID

_GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
_process = f"{ULID()}-".lower()
_numbers = count(1)


def request_id(given: str = "") -> str:
    """The client's own id where it is a plain one; else a new one: that of this process, and a number."""
    return given if given and _GIVEN.fullmatch(given) else f"{_process}{next(_numbers)}"
