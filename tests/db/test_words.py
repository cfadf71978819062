# ruff: noqa: RUF001 (text in many scripts)
"""Words: what counts in them, and what a question says with them."""

import pytest

from app.db.words import Term, fold, parse_terms, words_of


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
        ("500,000", "500 000"),
        ("12.5 %", "125"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("πρόσφυγες ΠΡΌΣΦΥΓΕΣ", "προσφυγεσ προσφυγεσ"),
        ("Беженцы", "беженцы"),
        ("難民", "難民"),
        ("ﬁrst ½ ² Ⅷ", "first 1 2 2 viii"),
        ("Harbour™", "harbourtm"),
        ("𞤀𞤣𞤤", "𞤢𞤣𞤤"),
        ("مُهَاجِر", "مهاجر"),
        ("🚢 … — !", ""),
    ],
)
def test_text_is_folded_to_what_counts(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


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
