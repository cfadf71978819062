"""Names are compared without case, accents and punctuation."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.db.words import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("China", "china"),
        ("  North   Korea\t", "north korea"),
        ("U.S.", "us"),
        ("Article 3.5", "article 3 5"),
        ("Group of 1,000", "group of 1000"),
        ("U.N. human-rights commissioner", "un human rights commissioner"),
        ("China’s government", "chinas government"),
        ("China's government", "chinas government"),
        ("Côte d’Ivoire", "cote divoire"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("\uff35\uff2e\uff28\uff23\uff32", "unhcr"),
        ("İstanbul", "istanbul"),
        ("Ångström", "angstrom"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("Daily Harbour™", "daily harbourtm"),
        ("snake_case_name", "snake case name"),
        ("北京", "北京"),
        ("Пекин", "пекин"),
        ("...", ""),
        ("", ""),
    ],
)
def test_name_is_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text())
@example("℡")
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_surroundings_do_not_count(name: str) -> None:
    assert fold(f"  {name}! ") == fold(name)


@given(st.text())
def test_folded_name_has_no_space_at_its_ends_and_none_doubled(name: str) -> None:
    assert fold(name) == " ".join(fold(name).split())
