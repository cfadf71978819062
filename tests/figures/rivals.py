"""Fictional figures around a hundred, and by trying numbers whether two of them can both hold."""

from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from tests.fiction import Data, fictional_figure

_A_LITTLE = Decimal("0.001")


class Rival(NamedTuple):
    """A figure: how it is printed, its comparator and its numbers."""

    printed: str
    comparator: str
    value: int | None = None
    lower: int | None = None
    upper: int | None = None

    def as_data(self) -> Data:
        numbers = {"value": self.value, "lower": self.lower, "upper": self.upper}
        return fictional_figure(
            self.printed, self.comparator, **{name: str(number) for name, number in numbers.items() if number is not None}
        )

    def can_be(self, number: Decimal) -> bool:
        """Whether the words allow for that number."""
        value, lower, upper = self.value or 0, self.lower or 0, self.upper or 0
        return {
            "exact": number == value,
            "about": True,
            "at_least": number >= lower,
            "more_than": number > lower,
            "at_most": number <= upper,
            "less_than": number < upper,
            "between": lower <= number <= upper,
            "order_of_magnitude": value <= number < value * 10,
        }[self.comparator]


RIVALS = (
    Rival("ninety-nine", "exact", 99),
    Rival("one hundred", "exact", 100),
    Rival("one hundred again", "exact", 100),
    Rival("a hundred and one", "exact", 101),
    Rival("one thousand", "exact", 1000),
    Rival("about a hundred", "about", 100),
    Rival("about a million", "about", 1_000_000),
    Rival("at least a hundred", "at_least", 100, lower=100),
    Rival("at least a hundred and one", "at_least", lower=101),
    Rival("more than a hundred", "more_than", 100, lower=100),
    Rival("more than ninety-nine", "more_than", lower=99),
    Rival("at most a hundred", "at_most", 100, upper=100),
    Rival("at most ninety-nine", "at_most", upper=99),
    Rival("fewer than a hundred", "less_than", 100, upper=100),
    Rival("fewer than a hundred and one", "less_than", upper=101),
    Rival("ninety to a hundred", "between", lower=90, upper=100),
    Rival("a hundred to a hundred and ten", "between", lower=100, upper=110),
    Rival("a hundred and one to a hundred and ten", "between", lower=101, upper=110),
    Rival("tens", "order_of_magnitude", 10),
    Rival("hundreds", "order_of_magnitude", 100),
    Rival("thousands", "order_of_magnitude", 1000),
)
"""One or more of each comparator, with ends that meet."""


def conflicting() -> set[frozenset[str]]:
    """The pairs, as printed, that no number satisfies both of."""
    ends = {Decimal(end) for rival in RIVALS for end in (rival.value, rival.lower, rival.upper) if end is not None}
    ends |= {end * 10 for end in ends}
    tried = [end + step for end in ends for step in (-_A_LITTLE, Decimal(0), _A_LITTLE)]
    pairs = combinations(RIVALS, 2)
    return {
        frozenset({one.printed, other.printed})
        for one, other in pairs
        if not any(one.can_be(number) and other.can_be(number) for number in tried) and "about" not in {one.comparator, other.comparator}
    }
