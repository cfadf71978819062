import pytest

from app.anchors.sentence import takes_in_a_sentence
from app.anchors.span import Span

PARAGRAPH = "The hall is safe. \u201cIs it?\u201d asked Dr. A. B. Lowe of the U.N. office. Nobody knows (yet). So ended plan B."


def is_whole(words: str, paragraph: str = PARAGRAPH) -> bool:
    start = paragraph.index(words)
    return takes_in_a_sentence(paragraph, Span(start, start + len(words)))


@pytest.mark.parametrize(
    "words",
    [
        "The hall is safe.",
        "The hall is safe",
        "Nobody knows (yet).",
        "Nobody knows (yet",
        "(yet). So ended plan B",
        "is safe. \u201cIs it?\u201d asked Dr.",
        PARAGRAPH,
    ],
)
def test_whole_sentence_is_seen_when_all_its_words_are_quoted(words: str) -> None:
    assert is_whole(words)


@pytest.mark.parametrize(
    "words", ["hall is safe.", "The hall is", "\u201cIs it?\u201d", "B. Lowe of the U.N. office.", "the U.N. office. Nobody"]
)
def test_no_whole_sentence_is_seen_when_some_of_its_words_are_left_out(words: str) -> None:
    assert not is_whole(words)


def test_no_sentence_is_seen_when_nothing_ends_one() -> None:
    assert not is_whole("Ferries stop", "Ferries stop")


def test_stops_without_words_are_no_sentence() -> None:
    assert not is_whole("\u2026 Ferries", "\u2026 Ferries stop.")


def test_stop_inside_a_number_ends_no_sentence() -> None:
    assert not is_whole("It cost 3.5", "It cost 3.5 crowns.")


@pytest.mark.parametrize(
    ("words", "paragraph"),
    [
        ("\u6e21\u8239\u505c\u822a", "\u6e21\u8239\u505c\u822a\u3002\u6ca1\u6709\u4eba\u53d7\u4f24\u3002"),
        ("\u0647\u0644 \u062a\u0648\u0642\u0641\u062a", "\u0647\u0644 \u062a\u0648\u0642\u0641\u062a\u061f \u0646\u0639\u0645."),
    ],
)
def test_whole_sentence_is_seen_when_the_script_ends_it_with_its_own_stop(words: str, paragraph: str) -> None:
    assert is_whole(words, paragraph)
