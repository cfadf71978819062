from hashlib import sha256

import pytest

from app.anchors.anchor import MAX_CONTEXT_WORDS, MAX_QUOTED_WORDS, Anchor
from app.anchors.errors import (
    BackwardPassageError,
    NoSuchParagraphError,
    QuotesJoinedError,
    QuoteTooLongError,
    WholeSentenceError,
    WordsNotFoundError,
    WordsRepeatedError,
)
from app.anchors.locate import locate
from app.anchors.text import SourceText
from tests.anchors.edited import source


def passage(text: SourceText, anchor: Anchor) -> str:
    return text.content[anchor.start : anchor.end]


def test_anchor_covers_the_exact_words_when_nothing_follows_them(harbour: SourceText) -> None:
    anchor = locate(harbour, 2, "1,200 people")
    assert passage(harbour, anchor) == anchor.exact == "1,200 people"
    assert anchor.sha256 == sha256(b"1,200 people").hexdigest()
    assert anchor.place == f"paragraph 2, characters {anchor.start} to {anchor.end}"


def test_anchor_covers_the_whole_passage_when_it_says_where_the_passage_ends(harbour: SourceText) -> None:
    anchor = locate(harbour, 1, "night ferries", to="in June")
    assert passage(harbour, anchor) == "night ferries to Lowmarsh would stop in June"
    assert anchor.exact == "night ferries"
    assert anchor.sha256 == sha256(passage(harbour, anchor).encode()).hexdigest()


@pytest.mark.parametrize(("paragraph", "exact", "to"), [(4, "Nobody was", None), (1, "night ferries", "in June")])
def test_there_is_no_context_when_the_words_stand_once_in_the_text(harbour: SourceText, paragraph: int, exact: str, to: str | None) -> None:
    anchor = locate(harbour, paragraph, exact, to)
    assert (anchor.prefix, anchor.suffix) == ("", "")


@pytest.mark.parametrize(
    ("content", "exact", "prefix", "suffix"),
    [
        ("Is the old quay shut today?\n\nThe new quay shut in May.", "quay", "old ", " shut"),
        ("Is the old quay shut today?\n\nThe old quay shut in May.", "quay", "the old ", " shut today?"),
        ("He says one two three four quay six.\n\nThey say one two three four Quay six.", "quay", "says one two three four ", " six."),
        ("A \u201cquay\u201d and no more.\n\nOne 'quay' or two.", "\u201cquay\u201d", "A ", " and"),
    ],
)
def test_context_has_the_fewest_words_that_tell_repeated_words_apart(content: str, exact: str, prefix: str, suffix: str) -> None:
    anchor = locate(source(content), 1, exact)
    assert (anchor.prefix, anchor.suffix) == (prefix, suffix)


@pytest.mark.parametrize(("fifth", "suffix"), [("other", " one two three four five"), ("five", "")])
def test_context_has_five_words_or_none_when_five_do_not_tell_places_apart(fifth: str, suffix: str) -> None:
    anchor = locate(source(f"quay one two three four five six.\n\nquay one two three four {fifth} seven."), 1, "quay")
    assert (anchor.prefix, anchor.suffix) == ("", suffix)
    assert len(suffix.split()) in {0, MAX_CONTEXT_WORDS}


def test_words_in_the_front_matter_count_when_context_is_chosen(harbour: SourceText) -> None:
    anchor = locate(harbour, 1, "to Lowmarsh")
    assert (anchor.prefix, anchor.suffix) == ("ferries ", " would")


@pytest.mark.parametrize(
    ("paragraph", "exact", "prefix", "suffix"),
    [(1, "The harbour council", "", " of"), (4, "mended.", "it ", ""), (3, "Background", "", "")],
)
def test_context_stays_in_its_paragraph(paragraph: int, exact: str, prefix: str, suffix: str) -> None:
    text = source(
        "The harbour council of Amberly was mended. So the harbour council says.\n\nSome Background.\n\nBackground\n\nThey want it mended."
    )
    anchor = locate(text, paragraph, exact)
    assert (anchor.prefix, anchor.suffix) == (prefix, suffix)


def test_context_keeps_its_line_ends_when_lines_end_in_crlf() -> None:
    anchor = locate(source("Night\r\nferries\r\nstop today.\r\n\r\nMore ferries."), 1, "ferries")
    assert (anchor.start, anchor.prefix, anchor.suffix) == (7, "Night\r\n", "\r\nstop")


@pytest.mark.parametrize(
    ("content", "exact"),
    [
        ("\U0001f6a2\U0001f6a2 two ferries wait.", "two ferries"),
        ("A cafe\u0301 by the quay is full.", "cafe\u0301 by"),
        ("\u05d4\u05e8\u05e6\u05d9\u05e3 \u05e1\u05d2\u05d5\u05e8 \u05d1\u05dc\u05d9\u05dc\u05d4.", "\u05e1\u05d2\u05d5\u05e8"),
        ("At 1\u00a0200 crowns a night it is dear.", "1\u00a0200 crowns"),
    ],
)
def test_offsets_count_code_points_whatever_the_script(content: str, exact: str) -> None:
    anchor = locate(source(content), 1, exact)
    assert anchor.start == content.index(exact)
    assert content[anchor.start : anchor.end] == exact


@pytest.mark.parametrize("paragraph", [0, 5])
def test_error_says_how_many_paragraphs_there_are_when_there_is_no_such_one(harbour: SourceText, paragraph: int) -> None:
    with pytest.raises(NoSuchParagraphError, match=rf"no paragraph {paragraph} to find 'night' in; the text has paragraphs 1 to 4"):
        locate(harbour, paragraph, "night")


def test_error_names_the_paragraph_when_the_words_stand_in_another(harbour: SourceText) -> None:
    with pytest.raises(WordsNotFoundError, match=r"paragraph 4 does not have 'relief society'; paragraph 2 has it$"):
        locate(harbour, 4, "relief society")


@pytest.mark.parametrize(
    ("paragraph", "exact", "hint"),
    [
        (3, '"weekend visitors"', "paragraph 3 has it as '\u201cweekend visitors\u201d', with other quotation marks"),
        (3, "lawyers For", "paragraph 3 has it as 'Lawyers for', with other case"),
        (3, "refugees -  and", "paragraph 3 has it as 'refugees \u2013 and', with other spacing and dashes"),
        (1, "1,200 People", "paragraph 2 has it as '1,200 people', with other case"),
    ],
)
def test_error_quotes_the_text_when_the_words_are_written_otherwise(harbour: SourceText, paragraph: int, exact: str, hint: str) -> None:
    with pytest.raises(WordsNotFoundError, match=hint):
        locate(harbour, paragraph, exact)


def test_error_names_the_unicode_form_when_an_accent_is_written_otherwise() -> None:
    with pytest.raises(WordsNotFoundError, match="with other Unicode form"):
        locate(source("A cafe\u0301 by the quay is full."), 1, "caf\u00e9 by")


def test_words_are_not_found_when_they_would_end_inside_a_character() -> None:
    with pytest.raises(WordsNotFoundError, match="stands nowhere"):
        locate(source("A cafe\u0301 by the quay is full."), 1, "A cafe")


@pytest.mark.parametrize("exact", ["", "seven ferries"])
def test_error_says_so_when_the_words_stand_nowhere(harbour: SourceText, exact: str) -> None:
    with pytest.raises(WordsNotFoundError, match="it stands nowhere in the text"):
        locate(harbour, 1, exact)


def test_error_asks_for_more_words_when_a_paragraph_repeats_them(harbour: SourceText) -> None:
    with pytest.raises(WordsRepeatedError, match="paragraph 2 has 'relief society' 2 times; add words"):
        locate(harbour, 2, "relief society")


def test_end_is_found_when_the_same_words_stand_before_the_passage_too(harbour: SourceText) -> None:
    anchor = locate(harbour, 2, "The harbour council", to="relief society")
    assert passage(harbour, anchor).endswith("safe. The relief society")


def test_error_asks_for_more_words_when_the_end_stands_twice_after_the_beginning(harbour: SourceText) -> None:
    with pytest.raises(WordsRepeatedError, match="'relief society' 2 times"):
        locate(harbour, 2, "About 1,200", to="relief society")


@pytest.mark.parametrize("to", ["About 1,200", "flooded islands have"])
def test_error_says_so_when_the_end_stands_before_the_beginning_is_over(harbour: SourceText, to: str) -> None:
    with pytest.raises(BackwardPassageError, match=f"has '{to}' only before the end of 'exact'"):
        locate(harbour, 2, "the flooded islands have", to=to)


def test_error_names_the_paragraph_when_the_end_stands_in_another(harbour: SourceText) -> None:
    with pytest.raises(WordsNotFoundError, match="paragraph 1 does not have 'customs hall'; paragraph 2 has it"):
        locate(harbour, 1, "night ferries", to="customs hall")


def test_twelve_words_may_be_quoted(harbour: SourceText) -> None:
    exact = "people from the flooded islands have slept in the old customs hall"
    assert len(exact.split()) == MAX_QUOTED_WORDS
    assert locate(harbour, 2, exact).exact == exact


def test_error_counts_the_words_when_more_than_twelve_are_quoted(harbour: SourceText) -> None:
    with pytest.raises(QuoteTooLongError, match="quotes 13 words, and at most 12 may be quoted"):
        locate(harbour, 2, "people from the flooded islands have slept in the old customs hall since")


def test_beginning_and_end_may_quote_twelve_words_in_one_breath(harbour: SourceText) -> None:
    anchor = locate(harbour, 2, "people from the flooded islands have", to="slept in the old customs hall")
    assert len(passage(harbour, anchor).split()) == MAX_QUOTED_WORDS


@pytest.mark.parametrize(
    ("exact", "to"),
    [
        ("people from the flooded islands have slept in the old customs hall", "since March"),
        ("have slept in the old customs hall since March", "according to the relief society"),
    ],
)
def test_error_counts_the_words_together_when_the_end_follows_the_beginning_in_the_same_breath(
    harbour: SourceText, exact: str, to: str
) -> None:
    with pytest.raises(
        QuotesJoinedError, match=r"quote 14 words in one breath \('.+'\), and at most 12 may be quoted; shorten one of them"
    ):
        locate(harbour, 2, exact, to)


def test_a_word_between_beginning_and_end_is_enough_to_count_them_apart(harbour: SourceText) -> None:
    anchor = locate(harbour, 2, "people from the flooded islands have slept in the old customs hall", "March, according")
    assert passage(harbour, anchor).endswith("hall since March, according")


@pytest.mark.parametrize("exact", ["The harbour council says the hall is safe.", "The harbour council says the hall is safe"])
def test_error_says_so_when_a_whole_sentence_is_quoted(harbour: SourceText, exact: str) -> None:
    with pytest.raises(WholeSentenceError, match="takes in a whole sentence"):
        locate(harbour, 2, exact)


def test_error_says_so_when_the_end_is_a_whole_sentence(harbour: SourceText) -> None:
    with pytest.raises(WholeSentenceError, match=r"paragraph 4: 'Residents want it mended\.'"):
        locate(harbour, 4, "Nobody was hurt", to="Residents want it mended.")


def test_error_says_so_when_beginning_and_end_are_a_whole_sentence_in_one_breath(harbour: SourceText) -> None:
    with pytest.raises(WholeSentenceError, match=r"'The harbour council says the hall is safe\.' takes in"):
        locate(harbour, 2, "The harbour council says", to="the hall is safe.")
