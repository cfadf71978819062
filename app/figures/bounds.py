"""The ends of what a figure can mean, so that ranges can be asked for."""

from decimal import Decimal

from app.model.vocabulary import Comparator

Ends = tuple[Decimal | None, Decimal | None]
"""The least and the most that the words allow; None where they set no end."""


def ends(comparator: Comparator, value: Decimal | None, lower: Decimal | None, upper: Decimal | None) -> Ends:
    """What the comparator makes of the numbers.

    About 40 gives no bounds, so only the printed number stands for it; thousands means from one thousand to below ten.
    More than and less than exclude their number; the filter sees to that by the comparator.
    """
    match comparator:
        case Comparator.EXACT | Comparator.ABOUT:
            return value, value
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return _first(lower, value), None
        case Comparator.AT_MOST | Comparator.LESS_THAN:
            return None, _first(upper, value)
        case Comparator.BETWEEN:
            return lower, upper
        case Comparator.ORDER_OF_MAGNITUDE:
            return value, None if value is None else value * 10


def _first(*numbers: Decimal | None) -> Decimal | None:
    return next((number for number in numbers if number is not None), None)
