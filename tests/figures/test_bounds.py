"""The ends of what a figure can mean."""

from decimal import Decimal

import pytest

from app.figures.bounds import Ends, ends
from app.model.vocabulary import Comparator

TEN, FORTY, HUNDRED = Decimal(10), Decimal(40), Decimal(100)


@pytest.mark.parametrize(
    ("comparator", "numbers", "expected"),
    [
        (Comparator.EXACT, (FORTY, None, None), (FORTY, FORTY)),
        (Comparator.ABOUT, (FORTY, None, None), (FORTY, FORTY)),
        (Comparator.AT_LEAST, (FORTY, FORTY, None), (FORTY, None)),
        (Comparator.AT_LEAST, (FORTY, TEN, None), (TEN, None)),
        (Comparator.AT_LEAST, (FORTY, None, None), (FORTY, None)),
        (Comparator.MORE_THAN, (None, FORTY, None), (FORTY, None)),
        (Comparator.AT_MOST, (FORTY, None, FORTY), (None, FORTY)),
        (Comparator.AT_MOST, (FORTY, None, HUNDRED), (None, HUNDRED)),
        (Comparator.LESS_THAN, (None, None, FORTY), (None, FORTY)),
        (Comparator.LESS_THAN, (FORTY, None, None), (None, FORTY)),
        (Comparator.BETWEEN, (None, TEN, FORTY), (TEN, FORTY)),
        (Comparator.BETWEEN, (HUNDRED, TEN, FORTY), (TEN, FORTY)),
        (Comparator.ORDER_OF_MAGNITUDE, (TEN, None, None), (TEN, HUNDRED)),
        (Comparator.ORDER_OF_MAGNITUDE, (None, None, None), (None, None)),
    ],
)
def test_ends_are_what_the_comparator_makes_of_the_numbers(
    comparator: Comparator, numbers: tuple[Decimal | None, Decimal | None, Decimal | None], expected: Ends
) -> None:
    assert ends(comparator, *numbers) == expected


def test_zero_is_a_bound() -> None:
    assert ends(Comparator.AT_LEAST, TEN, Decimal(0), None) == (Decimal(0), None)
    assert ends(Comparator.AT_MOST, TEN, None, Decimal(0)) == (None, Decimal(0))


@pytest.mark.parametrize("comparator", Comparator)
def test_every_comparator_has_ends(comparator: Comparator) -> None:
    least, most = ends(comparator, FORTY, FORTY, FORTY)
    assert least is not None or most is not None
