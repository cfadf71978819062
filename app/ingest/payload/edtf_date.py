"""Dates as EDTF (ISO 8601-2:2019, Library of Congress profile), and the days that they span."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from time import struct_time

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_REMEMBERED = 20_000
_EXAMPLES = "2008-01-02, 2008-01, 2008~, 1998/2008, [2008-01,2008-02]"


def check_edtf(text: str) -> str:
    """Return ``text`` unchanged where it is an EDTF date; raise ``ValueError`` with examples where it is not."""
    days_spanned(text)
    return text


@lru_cache(_REMEMBERED)
def days_spanned(text: str) -> tuple[date, date]:
    """The first and the last day that an EDTF date can mean; an open side reaches to the end of the calendar."""
    return _days_of_plain(text) or _days_parsed(text)


def _days_of_plain(text: str) -> tuple[date, date] | None:
    """The days of a plain year, month or day, which the grammar takes 5 ms to read; None for all else, what is wrong included."""
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return None
    year, month, day = (None if part is None else int(part) for part in plain.groups())
    try:
        first = date(year or 0, month or 1, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return first, date(first.year, 12, 31)
    return first, first if day is not None else first.replace(day=monthrange(first.year, month)[1])


def _days_parsed(text: str) -> tuple[date, date]:
    from edtf import parse_edtf  # noqa: PLC0415  (its grammar takes 0.2 s to build: only those who need it pay)
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        parsed = parse_edtf(text)
    except EDTFParseException:
        msg = f"{text!r} is not an EDTF date; written well: {_EXAMPLES}"
        raise ValueError(msg) from None
    first, last = _as_date(parsed.lower_strict(), date.min), _as_date(parsed.upper_strict(), date.max)
    if first > last:
        msg = f"{text!r} ends before it begins"
        raise ValueError(msg)
    return first, last


def _as_date(moment: struct_time | float, open_side: date) -> date:
    if isinstance(moment, float):
        return open_side
    return date(*moment[:3])
