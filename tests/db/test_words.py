# ruff: noqa: RUF001 (text in many scripts)
"""Words: what counts in them, and what a question says with them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.db.words import Term, fold, parse_terms, words_of, written_words


def words(*texts: str, prefix: bool = False, excluded: bool = False) -> Term:
    return Term(texts, is_prefix=prefix, is_excluded=excluded)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("China", "china"),
        ("  two   words ", "two words"),
        ("U.N.", "un"),
        ("Zoë O’Neill’s", "zoe oneills"),
        ("Zoe\u0308 O'Neill`s", "zoe oneills"),
        ("ÎLE D´OR", "ile dor"),
        ("Ｕ．Ｎ． d＇or", "un dor"),
        ("refugees…and others...", "refugees and others"),
        ("state-owned", "state owned"),
        ("snake_case", "snake case"),
        ("500,000", "500000"),
        ("1,234,567", "1234567"),
        ("500\u202f000", "500000"),
        ("500'000", "500000"),
        ("\uff15\uff10\uff10\uff0c\uff10\uff10\uff10", "500000"),
        ("٥٠٠٬٠٠٠", "٥٠٠٠٠٠"),
        ("2,5000", "2 5000"),
        ("in 2008, 500 came", "in 2008 500 came"),
        ("2008,500", "2008 500"),
        ("3.5 million", "3 5 million"),
        ("1.000.000", "1 000 000"),
        ("12.5 %", "12 5"),
        ("No.5", "no 5"),
        ("U.N.’s e.g.: É.U.", "uns eg eu"),
        ("co\u00adoperation", "cooperation"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("πρόσφυγες ΠΡΌΣΦΥΓΕΣ", "προσφυγεσ προσφυγεσ"),
        ("Беженцы", "беженцы"),
        ("難民", "難民"),
        ("ﬁrst ½ ² Ⅷ", "first 1 2 2 viii"),
        ("Harbour™", "harbourtm"),
        ("𞤀𞤣𞤤", "𞤢𞤣𞤤"),
        ("𞤨𞤮𞥅𞤪𞤼", "𞤨𞤮𞥅𞤪𞤼"),
        ("مُهَاجِر", "مهاجر"),
        ("שָׁלוֹם", "שלום"),
        ("की क", "की क"),
        ("शरणार्थियों", "शरणार्थियों"),
        ("ශ්\u200dරී", "ශ්රී"),
        ("ガ カ", "カ\u3099 カ"),
        ("ｶﾞ", "カ\u3099"),
        ("ประเทศที่", "ประเทศที่"),
        ("辻\U000e0100さん", "辻さん"),
        ("🚢 … — !", ""),
    ],
)
def test_text_is_folded_to_what_counts(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The U.N.’s 3.5", [("the", "The"), ("uns", "U.N.’s"), ("3", "3"), ("5", "5")]),
        ("ends in 12.5.", [("ends", "ends"), ("in", "in"), ("12", "12"), ("5", "5")]),
        ("E\u0301.U. x", [("eu", "E\u0301.U."), ("x", "x")]),
        ("500,000 or 12,34", [("500000", "500,000"), ("or", "or"), ("12", "12"), ("34", "34")]),
        ("Ｕ．Ｎ． x", [("un", "Ｕ．Ｎ．"), ("x", "x")]),
        ("snake_case", [("snake", "snake_case"), ("case", "snake_case")]),
        ("शरणार्थियों को", [("शरणार्थियों", "शरणार्थियों"), ("को", "को")]),
        ("co\u00adop ガ\ufe0f!", [("coop", "co\u00adop"), ("カ\u3099", "ガ\ufe0f")]),
        ("_ !", []),
    ],
)
def test_words_are_placed_where_they_are_written(text: str, places: list[tuple[str, str]]) -> None:
    assert [(word, text[slice(*span)]) for word, span in written_words(text)] == places


@given(st.text("aB19,.'’-_ \u00a0é\u0301\uff0e…कीガ\u3099ß"))
@example("1,000.a'b\u0301.c")
def test_written_words_are_the_words(text: str) -> None:
    assert [word for word, _ in written_words(text)] == words_of(text)


def test_word_is_cut_when_no_database_would_hold_it() -> None:
    assert words_of(f"a {'難' * 1_000} b") == ["a", "難" * 255, "b"]
    assert words_of("㍿" * 300) == [("株式会社" * 64)[:255]]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("refugees", [words("refugees")]),
        ("China refugees", [words("china"), words("refugees")]),
        ("-torture", [words("torture", excluded=True)]),
        ("refugees -torture", [words("refugees"), words("torture", excluded=True)]),
        ("refugee*", [words("refugee", prefix=True)]),
        ("-refugee*", [words("refugee", prefix=True, excluded=True)]),
        ("\u2212torture", [words("torture", excluded=True)]),
        ("a \u2013torture", [words("a"), words("torture", excluded=True)]),
        ("\u2014“economic migrants”", [words("economic", "migrants", excluded=True)]),
        ("\uff0d難民\uff0a", [words("難民", prefix=True, excluded=True)]),
        ("\u2011a \u2010b \u2012c", [words("a", excluded=True), words("b", excluded=True), words("c", excluded=True)]),
        ("2007\u20132008", [words("2007", "2008")]),
        ("before \u2013 after", [words("before"), words("after")]),
        ('"economic migrants"', [words("economic", "migrants")]),
        ('-"economic migrants"', [words("economic", "migrants", excluded=True)]),
        ('"economic migr*"', [words("economic", "migr", prefix=True)]),
        ("“economic migrants”", [words("economic", "migrants")]),
        ("«economic migrants» „a b“", [words("economic", "migrants"), words("a", "b")]),
        ('"never closed', [words("never", "closed")]),
        ('a "b c" d', [words("a"), words("b", "c"), words("d")]),
        ('a"b c"d', [words("a"), words("b", "c"), words("d")]),
        ("state-owned", [words("state", "owned")]),
        ("--twice", [words("twice", excluded=True)]),
        ("- apart", [words("apart")]),
        ("ref*ugee", [words("ref", "ugee")]),
        ("500\u00a0000 1\u00a0a", [words("500000"), words("1"), words("a")]),
        ('"3.5 million"', [words("3", "5", "million")]),
        ("AND OR NOT", [words("and"), words("or"), words("not")]),
        ("NEAR(a b, 2)", [words("near", "a"), words("b"), words("2")]),
        ("a & !b | c <-> d:*", [words("a"), words("b"), words("c"), words("d", prefix=True)]),
        ('"" -"" * - -- "*"', []),
        ("… !? 🚢", []),
        ("", []),
    ],
)
def test_question_is_read_as_terms(text: str, terms: list[Term]) -> None:
    assert parse_terms(text) == terms
