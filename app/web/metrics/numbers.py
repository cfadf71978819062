"""Numbers by their names and labels, as a worker has them, as it leaves them for the others, and as all of them together."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

Key = tuple[str, ...]
"""The name of a number, and its labels."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """``counted`` only grows, and outlives its worker; ``present`` is how things are now. A number may have several parts."""

    counted: Mapping[Key, list[float]] = field(default_factory=dict)
    present: Mapping[Key, list[float]] = field(default_factory=dict)

    def as_json(self) -> str:
        """The numbers as they are left for other workers."""
        return json.dumps([list(self.counted.items()), list(self.present.items())])

    @classmethod
    def from_json(cls, text: str, *, is_present: bool) -> Self:
        """The numbers of a worker; only those that were counted where the worker is no more."""
        counted, present = ({tuple(key): parts for key, parts in pairs} for pairs in json.loads(text))
        return cls(counted, present if is_present else {})

    @classmethod
    def sum_of(cls, numbers: Iterable[Self]) -> Self:
        """All of them together."""
        counted: dict[Key, list[float]] = {}
        present: dict[Key, list[float]] = {}
        for each in numbers:
            _add(counted, each.counted)
            _add(present, each.present)
        return cls(counted, present)


def _add(total: dict[Key, list[float]], more: Mapping[Key, list[float]]) -> None:
    for key, parts in more.items():
        total[key] = [a + b for a, b in zip(total[key], parts, strict=True)] if key in total else parts
