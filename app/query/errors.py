"""What can be wrong with a question, each part with what would have been right."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: which parameter, why, which values are allowed and which are near."""

    parameter: str
    code: str
    detail: str
    allowed: Sequence[str] = field(default=())
    suggestions: Sequence[str] = field(default=())
    pointer: str | None = None
    """Where in the body of the request, as a JSON Pointer (RFC 6901); ``parameter`` is empty then."""


class QueryError(Exception):
    """A question that cannot be answered as it was put; it must never look like an empty answer."""

    def __init__(self, *faults: Fault) -> None:
        """Keep every fault: a reader mends them all at once."""
        super().__init__("; ".join(fault.detail for fault in faults))
        self.faults = faults


class RecordGoneError(Exception):
    """There was a record of that id. It was merged into another, or erased because the law demands it."""

    def __init__(self, noun: str, public_id: str, moved_to: str | None) -> None:
        """Name it, and the one that it was merged into."""
        super().__init__(f"{noun}/{public_id} is gone")
        self.noun = noun
        self.public_id = public_id
        self.moved_to = moved_to


class RecordNotFoundError(Exception):
    """There is no public record of that noun with that id, or not the state of it that was asked for."""

    def __init__(self, noun: str, public_id: str, near: Sequence[str] = (), state: str | None = None) -> None:
        """Name both, since the id may belong to another noun, ids of what has a name like it, and which state there is not."""
        super().__init__(f"no record {public_id!r} among {noun}")
        self.noun = noun
        self.public_id = public_id
        self.near = near
        self.state = state
