import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shape.quantity import decimal_text

WRITTEN = {
    "40": "40",
    "0.1": "0.1",
    "1E-7": "0.0000001",
    "5E+5": "500000",
    "999999999999999": "999999999999999",
    "-5.25": "-5.25",
    "0": "0",
}


@pytest.mark.parametrize(("value", "text"), WRITTEN.items())
def test_decimal_is_written_in_plain_digits(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


def test_nothing_is_written_when_there_is_no_number() -> None:
    assert decimal_text(None) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_decimal_can_be_read_back_whatever_it_is(value: Decimal) -> None:
    text = decimal_text(value)
    assert text is not None
    assert Decimal(text) == value
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)
