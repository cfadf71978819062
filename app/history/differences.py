"""What differs between two versions of a record, for people to read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from app.history.shape import Difference, Operation

_STAMP = ("version", "updated_at")
"""Of no two versions the same, and told of each of them anyway."""
_NOTHING = object()


def differences(older: Mapping[str, Any], newer: Mapping[str, Any]) -> Iterator[Difference]:
    """Each place at which two records differ, with what stood there and what does.

    What was removed is pointed at in the older record, all else in the newer one. Items of lists that are the same in both are not told,
    wherever they stand now.
    """
    return _between(_shown(older), _shown(newer), "")


def _shown(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _STAMP}


def _between(before: Any, after: Any, pointer: str) -> Iterator[Difference]:  # noqa: ANN401 (any JSON)
    if isinstance(before, dict) and isinstance(after, dict):
        for name in {**before, **after}:
            yield from _between(before.get(name, _NOTHING), after.get(name, _NOTHING), f"{pointer}/{_escaped(name)}")
    elif isinstance(before, list) and isinstance(after, list):
        yield from _between_lists(before, after, pointer)
    elif before is _NOTHING:
        yield Difference(pointer=pointer, operation=Operation.ADDED, before=None, after=_told(after))
    elif after is _NOTHING:
        yield Difference(pointer=pointer, operation=Operation.REMOVED, before=_told(before), after=None)
    elif before != after:
        yield Difference(pointer=pointer, operation=Operation.CHANGED, before=_told(before), after=_told(after))


def _between_lists(before: Sequence[Any], after: Sequence[Any], pointer: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [json.dumps(item) for item in before], [json.dumps(item) for item in after], autojunk=False)
    for tag, before_start, before_end, after_start, after_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = range(before_start, before_end), range(after_start, after_end)
        for old, new in zip_longest(gone, come):
            yield from _between(
                _NOTHING if old is None else before[old],
                _NOTHING if new is None else after[new],
                f"{pointer}/{old if new is None else new}",
            )


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _told(value: object) -> str | None:
    """Text as it is, anything else as JSON; nothing for null, as where there is nothing."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
