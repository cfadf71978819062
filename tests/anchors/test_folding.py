import pytest

from app.anchors.folding import differences, fold
from app.anchors.span import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two  \t\r\nferries", "two ferries"),
        ("two\u00a0ferries", "two ferries"),
        ("\u201cvisitors\u201d", '"visitors"'),
        ("\u00abvisitors\u00bb", "\u2018visitors\u2019"),
        ("night\u2013ferries", "night-ferries"),
        ("cafe\u0301", "caf\u00e9"),
        ("\ufb01ne", "fine"),
        ("\ud55c\uad6d", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("STRASSE", "stra\u00dfe"),
        ("\u05e9\u05dc\u05d5\u05dd\u200f", "\u05e9\u05dc\u05d5\u05dd"),
        ("fer\u00adries", "ferries"),
    ],
)
def test_texts_fold_alike_when_only_typography_differs(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), [("cafe", "caf\u00e9"), ("40", "41"), ("it's", "its"), ("twoferries", "two ferries")])
def test_texts_fold_apart_when_they_read_otherwise(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_found_words_are_given_in_offsets_of_the_original_when_folding_changes_lengths() -> None:
    text = "\ufb01ne \u2026  CAFE\u0301\u200b, \U0001f6a2"
    assert list(fold(text).find(fold("caf\u00e9"))) == [Span(7, 12)]
    assert [span.of(text) for span in fold(text).find(fold("\U0001f6a2"))] == ["\U0001f6a2"]


def test_offsets_count_from_the_start_that_is_given() -> None:
    assert list(fold("a quay", start=100).find(fold("Quay"))) == [Span(102, 106)]


def test_every_occurrence_is_found_when_occurrences_overlap() -> None:
    assert list(fold("hohoho").find(fold("hoho"))) == [Span(0, 4), Span(2, 6)]


@pytest.mark.parametrize(("text", "words"), [("cafe\u0301", "cafe"), ("\ufb01ne", "ine"), ("\ufb01ne", "f")])
def test_nothing_is_found_inside_a_character(text: str, words: str) -> None:
    assert list(fold(text).find(fold(words))) == []


@pytest.mark.parametrize("words", ["", "\u200b"])
def test_nothing_is_found_when_nothing_visible_is_sought(words: str) -> None:
    assert list(fold("a quay").find(fold(words))) == []


@pytest.mark.parametrize(
    ("one", "other", "respects"),
    [
        ("two\u00a0ferries", "two ferries", ("spacing",)),
        ("\u2018two\u2019", '"two"', ("quotation marks",)),
        ("two\u2014three", "two-three", ("dashes",)),
        ("two\u200b", "two", ("invisible characters",)),
        ("e\u0301", "\u00e9", ("Unicode form",)),
        ("Two", "two", ("case",)),
        ("E\u0301\u2019s", "\u00e9's", ("quotation marks", "Unicode form", "case")),
        ("\u017fo", "so", ("characters",)),
    ],
)
def test_differences_name_what_differs(one: str, other: str, respects: tuple[str, ...]) -> None:
    assert differences(one, other) == respects
