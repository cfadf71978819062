"""Why something is not written. Each says what is wrong and what would be right; none knows HTTP."""

from collections.abc import Sequence

from app.model import Scope
from app.query.errors import Fault


class UnauthorizedError(Exception):
    """No key, or none that holds. ``key_id`` is for the audit, never for the client."""

    def __init__(self, key_id: str | None = None) -> None:
        """Remember which key it may have been."""
        super().__init__("This needs a key that holds.")
        self.key_id = key_id


class ScopeMissingError(Exception):
    """The key does not allow it."""

    def __init__(self, needed: Scope, scopes: Sequence[Scope]) -> None:
        """Name what is needed and what there is."""
        super().__init__(f"This needs the scope {needed}; the key has {', '.join(scopes)}.")
        self.needed = needed


class ContentError(Exception):
    """What was sent cannot be written as it is: every fault together, each with its place in it."""

    def __init__(self, *faults: Fault) -> None:
        """Keep every fault: an editor mends them all at once."""
        super().__init__("; ".join(fault.detail for fault in faults))
        self.faults = faults


class ConflictError(Exception):
    """It cannot be done to what there is now."""

    def __init__(self, code: str, detail: str) -> None:
        """Say why, for programs and for people."""
        super().__init__(detail)
        self.code = code


class ConditionMissingError(Exception):
    """A change without ``If-Match``: whoever changes something says which state of it he has read."""


class ConditionFailedError(Exception):
    """The record reads otherwise than the editor knows it. ``differences`` are between what it reads now and what he sent."""

    def __init__(self, current: str, differences: Sequence[Fault]) -> None:
        """Keep the validator that would be right, and what an editor needs to bring both together."""
        super().__init__(f"The record has changed since: its validator is {current} now.")
        self.current = current
        self.differences = differences
