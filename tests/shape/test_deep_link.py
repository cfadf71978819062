from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shape.deep_link import deep_link

PAGE = "https://news.example/ferries"


@pytest.mark.parametrize(
    ("prefix", "exact", "suffix", "fragment"),
    [
        ("", "night ferries", "", "night%20ferries"),
        ("the ", "night ferries", " to Tamar", "the-,night%20ferries,-to%20Tamar"),
        ("the ", "night ferries", "", "the-,night%20ferries"),
        ("", "night ferries", " stop", "night%20ferries,-stop"),
        ("", "so-called “guests”, they", "", "so%2Dcalled%20%E2%80%9Cguests%E2%80%9D%2C%20they"),
        ("", "R&D #1", "", "R%26D%20%231"),
        ("", "50% more", "", "50%25%20more"),
        ("   ", "ferries", " \n ", "ferries"),
    ],
)
def test_words_are_escaped_as_text_directives_ask(prefix: str, exact: str, suffix: str, fragment: str) -> None:
    assert deep_link(PAGE, prefix, exact, suffix) == f"{PAGE}#:~:text={fragment}"


def test_directive_follows_the_fragment_when_the_address_has_one() -> None:
    assert deep_link(f"{PAGE}#top", "", "ferries", "") == f"{PAGE}#top:~:text=ferries"


def test_query_is_kept_when_the_address_has_one() -> None:
    assert deep_link(f"{PAGE}?id=1", "", "ferries", "") == f"{PAGE}?id=1#:~:text=ferries"


def test_there_is_no_link_when_the_document_has_no_address() -> None:
    assert deep_link(None, "the ", "ferries", " stop") is None


@given(st.text(min_size=1).filter(lambda words: bool(words.strip()) and words.isprintable()))
def test_words_can_be_read_back_whatever_they_are(words: str) -> None:
    link = deep_link(PAGE, "", words, "")
    assert link is not None
    fragment = link.removeprefix(f"{PAGE}#:~:text=")
    assert unquote(fragment) == words.strip()
    assert not set(fragment) & set(",-&# ")
    assert fragment.isascii()
