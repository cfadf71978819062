"""Ranges: one that ends before it begins selects nothing, and is a slip rather than a question."""

from typing import Any

from app.query.errors import Fault, QueryError


def check_range(low_name: str, low: Any, high_name: str, high: Any) -> None:  # noqa: ANN401 (any two values that compare)
    """Raise :class:`QueryError` where both ends are given and the low one is above the high one."""
    if low is not None and high is not None and low > high:
        detail = f"{low_name}={low} lies after {high_name}={high}: nothing can lie between them. Swap them, or leave one out."
        raise QueryError(Fault(low_name, "reversed_range", detail), Fault(high_name, "reversed_range", detail))
