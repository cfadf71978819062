"""Ids of requests, by which a client's log and ours can be joined."""

import re
from itertools import count

from starlette.requests import Request
from starlette.types import Scope
from ulid import ULID

from app.logs import current_request

_GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
_process = f"{ULID()}-".lower()
_numbers = count(1)


def request_id(given: str = "") -> str:
    """The client's own id where it is a plain one; else a new one: that of this process, and a number."""
    return given if given and _GIVEN.fullmatch(given) else f"{_process}{next(_numbers)}"


def begin_request(scope: Scope) -> str:
    """The id of the request that is handled from here on: whoever asks first chooses it, and every line of the log carries it."""
    state = scope.setdefault("state", {})
    own_id: str = state.get("request_id") or request_id(Request(scope).headers.get("x-request-id", ""))
    state["request_id"] = own_id
    current_request.set(own_id)
    return own_id
