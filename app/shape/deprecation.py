"""Deprecations: what will go, when, and what to use instead; declared once, beside the thing itself."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

_AT_LEAST = timedelta(days=365)
_NAME = "x-deprecation"


@dataclass(frozen=True, slots=True)
class Deprecation:
    """A thing is deprecated since a day, is there until another one at least, and ``instead`` says in a sentence what to use."""

    since: date
    until: date
    instead: str

    def __post_init__(self) -> None:
        """Keep what docs/stability.md promises."""
        if self.until < self.since + _AT_LEAST:
            msg = f"what is deprecated since {self.since} is there until {self.since + _AT_LEAST} at least"
            raise ValueError(msg)

    def __str__(self) -> str:
        """The same for people."""
        return f"Deprecated since {self.since}, and there until {self.until} at least. {self.instead}"


def deprecated(since: date, until: date, instead: str) -> dict[str, Any]:
    """The ``openapi_extra`` of an operation, or the ``json_schema_extra`` of a parameter or a member, that is deprecated."""
    told = {name: str(value) for name, value in asdict(Deprecation(since, until, instead)).items()}
    return {"deprecated": True, _NAME: told}


def deprecation_in(extra: object) -> Deprecation | None:
    """What :func:`deprecated` said; None where it said nothing."""
    told = extra.get(_NAME) if isinstance(extra, dict) else None
    if told is None:
        return None
    return Deprecation(date.fromisoformat(told["since"]), date.fromisoformat(told["until"]), told["instead"])
