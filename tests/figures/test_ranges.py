"""Ranges are held against the bounds of figures: ``possible`` where the quantity can lie in them, ``certain`` where it must."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.model.vocabulary import Comparator
from tests.asking import ask, pages
from tests.figures.quantities import QUANTITIES, found_in

SMALL = {"half a one", "three below zero", "none"}
LARGE = {"as exact as can be", "as large as can be"}
RANGES: list[tuple[str, str | None, str | None, set[str]]] = [
    ("possible", "40", "40", {"exactly 40", "about 40", "at most 500", "fewer than 500", "tens", "upwards of 30"}),
    ("certain", "40", "40", {"exactly 40"}),
    ("possible", "500", "500", {"at least 500", "at most 500", "upwards of 30"}),
    ("possible", "500", None, {"at least 500", "more than 500", "at most 500", "thousands", "upwards of 30"} | LARGE),
    ("possible", "500.0000000001", None, {"at least 500", "more than 500", "thousands", "upwards of 30"} | LARGE),
    ("certain", "500", None, {"at least 500", "more than 500", "thousands"} | LARGE),
    ("certain", "500.0000000001", None, {"thousands"} | LARGE),
    ("certain", "400", "600", set()),
    (
        "certain",
        None,
        "500",
        {"exactly 40", "at most 500", "fewer than 500", "10 to 20", "tens", "up to 30"} | SMALL,
    ),
    ("certain", None, "499.9999999999", {"exactly 40", "10 to 20", "tens", "up to 30"} | SMALL),
    ("possible", "20", "29", {"at most 500", "fewer than 500", "10 to 20", "tens", "up to 30"}),
    ("certain", "10", "20", {"10 to 20"}),
    ("certain", "10", "100", {"exactly 40", "10 to 20", "tens"}),
    ("certain", "10", "99", {"exactly 40", "10 to 20"}),
    ("possible", "100", "100", {"at most 500", "fewer than 500", "upwards of 30"}),
    ("possible", "10000", "10000", {"at least 500", "more than 500", "upwards of 30"}),
    ("possible", "9999.9999999999", "10000", {"at least 500", "more than 500", "upwards of 30", "thousands"}),
    ("possible", None, "-3", {"at most 500", "fewer than 500", "up to 30", "three below zero"}),
    ("certain", "-3", "0.5", SMALL),
    ("certain", "1234567.12345678", "1234567.12345678", {"as exact as can be"}),
    ("certain", "999999999999999", None, {"as large as can be"}),
]
BOUNDS = st.none() | st.sampled_from(["-3", "0", "0.5", "10", "20", "30", "40", "99.5", "100", "499.5", "500", "500.5", "1000", "10000"])


def names(client: TestClient, **asked: str) -> list[str]:
    return [item["as_printed"] for item in ask(client, "/figures", limit=500, **asked)["items"]]


def in_range(client: TestClient, match: str, low: str | None, high: str | None) -> list[str]:
    given_ends = {name: end for name, end in (("value_min", low), ("value_max", high)) if end is not None}
    return names(client, match=match, **given_ends)


@pytest.mark.parametrize(("match", "low", "high", "expected"), RANGES, ids=[f"{match} {low} to {high}" for match, low, high, _ in RANGES])
def test_range_finds_the_quantities_that_lie_in_it(
    match: str, low: str | None, high: str | None, expected: set[str], harbour: TestClient
) -> None:
    assert set(in_range(harbour, match, low, high)) == expected


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.tuples(BOUNDS, BOUNDS), match=st.sampled_from(["possible", "certain"]))
def test_range_finds_what_sampling_finds(ends: tuple[str | None, str | None], match: str, harbour: TestClient) -> None:
    low, high = (None if end is None else Decimal(end) for end in ends)
    if low is not None and high is not None and low > high:
        low, high, ends = high, low, (ends[1], ends[0])
    assert in_range(harbour, match, *ends) == found_in(low, high, match)


def test_match_is_possible_when_it_is_not_given(harbour: TestClient) -> None:
    assert names(harbour, value_min="500", value_max="600") == in_range(harbour, "possible", "500", "600")


@pytest.mark.parametrize("match", ["possible", "certain"])
def test_match_selects_nothing_when_there_is_no_range(match: str, harbour: TestClient) -> None:
    assert names(harbour, match=match) == [quantity.name for quantity in QUANTITIES]


@pytest.mark.parametrize("comparator", Comparator)
def test_comparator_finds_its_figures(comparator: Comparator, harbour: TestClient) -> None:
    expected = [quantity.name for quantity in QUANTITIES if quantity.comparator is comparator]
    assert expected
    assert names(harbour, comparator=comparator.value) == expected


@pytest.mark.parametrize("sort", ["value", "-value"])
def test_value_sorts_by_the_lower_end(sort: str, harbour: TestClient) -> None:
    ordered = sorted(QUANTITIES, key=lambda quantity: quantity.size, reverse=sort == "-value")
    assert names(harbour, sort=sort) == [quantity.name for quantity in ordered]


@pytest.mark.parametrize("sort", ["value", "-value"])
def test_pages_cover_each_figure_once_when_values_are_equal_or_hard_to_hold(sort: str, harbour: TestClient) -> None:
    walked = [item["as_printed"] for page in pages(harbour, "/figures", sort=sort, limit=1) for item in page["items"]]
    assert walked == names(harbour, sort=sort)


def test_numbers_come_back_as_they_were_given(harbour: TestClient) -> None:
    items = ask(harbour, "/figures")["items"]
    shown = {item["as_printed"]: {part: item[part] for part in ("value", "lower", "upper") if item[part] is not None} for item in items}
    assert shown == {quantity.name: {part: str(number) for part, number in quantity.numbers.items()} for quantity in QUANTITIES}
