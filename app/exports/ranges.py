"""Ranges of bytes (RFC 9110, section 14): which parts of a file are asked for, and whether it has them."""

import re

_RANGE = re.compile(r"(?=.*[0-9])([0-9]*)-([0-9]*)")
_LONGEST = 1000
"""A longer header asks for very many parts: the whole file is the better answer."""


class RangeError(Exception):
    """None of the ranges lies within the file."""


def usable_ranges(header: str, size: int) -> str | None:
    """The ranges of a ``Range`` header that lie within ``size`` bytes, each with both its ends.

    None where it is malformed or in another unit: such a header is ignored. Raises :class:`RangeError` where it is in
    order and nothing of it lies within the file.
    """
    unit, _, written = header.partition("=")
    asked = [_RANGE.fullmatch(part.strip()) for part in written.split(",") if part.strip()]
    if unit.strip().lower() != "bytes" or len(header) > _LONGEST or not asked:
        return None
    within = []
    for matched in asked:
        if matched is None or (matched[1] and matched[2] and int(matched[1]) > int(matched[2])):
            return None
        first, last = _ends(matched[1], matched[2], size)
        if first <= last:
            within.append(f"{first}-{last}")
    if not within:
        raise RangeError
    return f"bytes={','.join(within)}"


def _ends(first: str, last: str, size: int) -> tuple[int, int]:
    """The first byte and the last; the first lies beyond the last where there is none. ``-500`` are the last 500 bytes."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size, size - 1)
