"""Dates as EDTF (ISO 8601-2:2019, Library of Congress profile), and the days that they span."""

from datetime import date
from functools import cache
from time import struct_time

_EXAMPLES = "2008-01-02, 2008-01, 2008~, 1998/2008, [2008-01,2008-02]"


def check_edtf(text: str) -> str:
    """Return ``text`` unchanged where it is an EDTF date; raise ``ValueError`` with examples where it is not."""
    days_spanned(text)
    return text


@cache
def days_spanned(text: str) -> tuple[date, date]:
    """The first and the last day that an EDTF date can mean; an open side reaches to the end of the calendar."""
    from edtf import parse_edtf  # noqa: PLC0415  (its grammar takes 0.2 s to build: only those who load data pay)
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
