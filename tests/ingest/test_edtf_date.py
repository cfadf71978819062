from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingest.payload.edtf_date import check_edtf, days_spanned

SPANS = {
    "2008-01-02": ("2008-01-02", "2008-01-02"),
    "2008-01": ("2008-01-01", "2008-01-31"),
    "2008-02": ("2008-02-01", "2008-02-29"),
    "2007-02": ("2007-02-01", "2007-02-28"),
    "2008-12": ("2008-12-01", "2008-12-31"),
    "9999": ("9999-01-01", "9999-12-31"),
    "2008": ("2008-01-01", "2008-12-31"),
    "2008~": ("2008-01-01", "2008-12-31"),
    "2008-01-02?": ("2008-01-02", "2008-01-02"),
    "1998/2008": ("1998-01-01", "2008-12-31"),
    "1998-01-02~/2008-01-02": ("1998-01-02", "2008-01-02"),
    "[2008-01,2008-02]": ("2008-01-01", "2008-02-29"),
    "199X": ("1990-01-01", "1999-12-31"),
    "2008-21": ("2008-03-01", "2008-05-31"),
    "../2008": ("0001-01-01", "2008-12-31"),
    "2008/..": ("2008-01-01", "9999-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
}


@pytest.mark.parametrize(("text", "span"), SPANS.items(), ids=SPANS)
def test_days_are_the_first_and_the_last_that_a_date_can_mean(text: str, span: tuple[str, str]) -> None:
    assert days_spanned(text) == (date.fromisoformat(span[0]), date.fromisoformat(span[1]))


@settings(max_examples=30, deadline=None)
@given(st.dates())
def test_day_spans_itself_when_it_is_written_in_full(day: date) -> None:
    assert days_spanned(day.isoformat()) == (day, day)


@settings(max_examples=30, deadline=None)
@given(st.dates(), st.dates())
def test_interval_spans_from_its_first_to_its_last_day(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert days_spanned(f"{first}/{last}") == (first, last)


@pytest.mark.parametrize("text", ["", "January 2008", "2008-13", "2008-02-30", "2008-00", "2008-02-00", "02.01.2008", "soon", "2008-1"])
def test_date_is_refused_with_examples_when_edtf_does_not_know_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an EDTF date; written well: 2008-01-02"):
        check_edtf(text)


@pytest.mark.parametrize("text", ["-0044-03-15", "Y17000000", "0000"])
def test_date_is_refused_when_no_calendar_day_can_hold_it(text: str) -> None:
    with pytest.raises(ValueError, match="out of range"):
        check_edtf(text)


def test_interval_is_refused_when_it_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="2009/2008"):
        check_edtf("2009/2008")


def test_date_is_given_back_as_it_was_written() -> None:
    assert check_edtf("2008~") == "2008~"
