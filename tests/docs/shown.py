"""What the documentation shows, held against what is: only what an ellipsis stands for may differ.

In text and in JSON strings ``…`` stands for one character or more. In JSON the member ``"…": "…"`` stands for one more member or
several, and ``"…"`` at the end of an array for one more element or several. A line ``…`` stands for one more line or several.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

ELLIPSIS = "…"


def differences(shown: object, real: object, at: str = "answer") -> Iterator[str]:
    """Where ``real`` is not what is ``shown``, in words."""
    if isinstance(shown, dict) and isinstance(real, dict):
        yield from _differing_members(shown, real, at)
    elif isinstance(shown, list) and isinstance(real, list):
        yield from _differing_elements(shown, real, at)
    elif isinstance(shown, str) and isinstance(real, str):
        if not is_like(shown, real):
            yield f"{at} is {real!r}, not {shown!r}"
    elif shown != real or isinstance(shown, bool) is not isinstance(real, bool):
        yield f"{at} is {real!r}, not {shown!r}"


def is_like(shown: str, real: str) -> bool:
    """Whether a text is what is shown of it."""
    return re.fullmatch(".+".join(map(re.escape, shown.split(ELLIPSIS))), real, re.DOTALL) is not None


def are_like(shown: Sequence[str], real: Sequence[str]) -> bool:
    """Whether lines are what is shown of them, in order."""
    if not shown:
        return not real
    first, *others = shown
    if first.strip() != ELLIPSIS:
        return bool(real) and is_like(first.rstrip(), real[0].rstrip()) and are_like(others, real[1:])
    return any(are_like(others, real[skipped:]) for skipped in range(1, len(real) + 1))


def _differing_members(shown: dict[str, Any], real: dict[str, Any], at: str) -> Iterator[str]:
    named = {name: value for name, value in shown.items() if name != ELLIPSIS}
    for name, value in named.items():
        if name in real:
            yield from differences(value, real[name], f"{at}.{name}")
        else:
            yield f"{at} has no {name!r}"
    left_out = sorted(real.keys() - named.keys())
    if left_out and ELLIPSIS not in shown:
        yield f"{at} has {', '.join(left_out)} as well"
    if ELLIPSIS in shown and not left_out:
        yield f"{at} has nothing more: the ellipsis stands for nothing"


def _differing_elements(shown: list[Any], real: list[Any], at: str) -> Iterator[str]:
    is_shortened = shown[-1:] == [ELLIPSIS]
    named = shown[:-1] if is_shortened else shown
    for index, (value, found) in enumerate(zip(named, real, strict=False)):
        yield from differences(value, found, f"{at}[{index}]")
    if len(real) < len(named) + is_shortened or (len(real) > len(named) and not is_shortened):
        yield f"{at} has {len(real)} elements, shown are {len(named)}{' and more' if is_shortened else ''}"
