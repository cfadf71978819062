"""Fictional figures, one or more of each comparator, and by sampling what each of them can be and so where it can lie."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from app.model.vocabulary import Comparator

A_LITTLE = Decimal("0.001")
A_LOT = Decimal(10) ** 12


class Quantity(NamedTuple):
    """A figure of the fictional report, by the name that it has there, and what it may be, by its words."""

    name: str
    comparator: Comparator
    numbers: Mapping[str, Decimal]
    can_be: Callable[[Decimal], bool]

    @property
    def size(self) -> Decimal:
        """What it is sorted by: its lower end, or its upper one where it has no other."""
        ends = ("upper",) if self.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN} else ("lower", "value")
        return next(self.numbers[end] for end in ends if end in self.numbers)


def _quantity(name: str, comparator: str, can_be: Callable[[Decimal], bool], **numbers: str) -> Quantity:
    return Quantity(name, Comparator[comparator.upper()], {part: Decimal(number) for part, number in numbers.items()}, can_be)


FINE, LARGE = "1234567.12345678", "999999999999999"
QUANTITIES = [
    _quantity("exactly 40", "exact", lambda number: number == 40, value="40"),
    _quantity("about 40", "about", lambda number: number == 40, value="40"),
    _quantity("at least 500", "at_least", lambda number: number >= 500, value="500", lower="500"),
    _quantity("more than 500", "more_than", lambda number: number > 500, value="500", lower="500"),
    _quantity("at most 500", "at_most", lambda number: number <= 500, value="500", upper="500"),
    _quantity("fewer than 500", "less_than", lambda number: number < 500, value="500", upper="500"),
    _quantity("10 to 20", "between", lambda number: 10 <= number <= 20, lower="10", upper="20"),
    _quantity("thousands", "order_of_magnitude", lambda number: 1000 <= number < 10_000, value="1000"),
    _quantity("tens", "order_of_magnitude", lambda number: 10 <= number < 100, value="10"),
    _quantity("half a one", "exact", lambda number: number == Decimal("0.5"), value="0.5"),
    _quantity("three below zero", "exact", lambda number: number == -3, value="-3"),
    _quantity("none", "exact", lambda number: number == 0, value="0"),
    _quantity("upwards of 30", "at_least", lambda number: number >= 30, lower="30"),
    _quantity("up to 30", "at_most", lambda number: number <= 30, upper="30"),
    _quantity("as exact as can be", "exact", lambda number: number == Decimal(FINE), value=FINE),
    _quantity("as large as can be", "exact", lambda number: number == Decimal(LARGE), value=LARGE),
]


def found_in(low: Decimal | None, high: Decimal | None, match: str) -> list[str]:
    """The names of the quantities that a range must find, by trying numbers around every end."""
    found = _that_must_lie if match == "certain" else _that_can_lie
    return [quantity.name for quantity in QUANTITIES if found(quantity, low, high)]


def _that_can_lie(quantity: Quantity, low: Decimal | None, high: Decimal | None) -> bool:
    return any(quantity.can_be(number) for number in _samples(quantity, low, high) if _within(number, low, high))


def _that_must_lie(quantity: Quantity, low: Decimal | None, high: Decimal | None) -> bool:
    if quantity.comparator is Comparator.ABOUT and (low is not None or high is not None):
        return False
    return all(_within(number, low, high) for number in _samples(quantity, low, high) if quantity.can_be(number))


def _within(number: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or low <= number) and (high is None or number <= high)


def _samples(quantity: Quantity, low: Decimal | None, high: Decimal | None) -> Iterator[Decimal]:
    own = list(quantity.numbers.values())
    for end in [*own, *(number * 10 for number in own), *(end for end in (low, high) if end is not None)]:
        yield from (end - A_LOT, end - A_LITTLE, end, end + A_LITTLE, end + A_LOT)
