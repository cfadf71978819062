from typing import Any

import pytest

from tests.docs.shown import are_like, differences, is_like

REAL = {"id": "clm_01", "topics": ["refugee-status", "border-control"], "claimant": {"id": "china"}, "version": 1, "purpose": None}


@pytest.mark.parametrize(
    "shown",
    [
        REAL,
        {"id": "clm_…", "…": "…"},
        {"topics": ["refugee-status", "…"], "…": "…"},
        {"topics": ["…"], "claimant": {"…": "…"}, "…": "…"},
    ],
)
def test_shortened_parts_agree(shown: dict[str, Any]) -> None:
    assert list(differences(shown, REAL)) == []


@pytest.mark.parametrize(
    "shown",
    [
        {"id": "clm_01"},
        {**REAL, "…": "…"},
        {"topics": ["refugee-status", "border-control", "…"], "…": "…"},
        {"topics": ["refugee-status"], "…": "…"},
        {"topics": ["border-control", "…"], "…": "…"},
        {"id": "clm_01…", "…": "…"},
        {"version": "…", "…": "…"},
        {"version": True, "…": "…"},
        {"purpose": "…", "…": "…"},
        {"claimant": None, "…": "…"},
        {"claimant": {"id": "china", "name": "China"}, "…": "…"},
        {"statement": "…", "…": "…"},
    ],
)
def test_what_is_not_so_differs(shown: dict[str, Any]) -> None:
    assert list(differences(shown, REAL)) != []


def test_lines_agree_where_an_ellipsis_stands_for_some() -> None:
    lines = ["wrote 1", "wrote 2", "done in 3 s"]
    assert are_like(["wrote 1", "…", "done in … s"], lines)
    assert are_like(["…"], lines)
    assert not are_like(["wrote 1", "done in … s"], lines)
    assert not are_like([*lines, "…"], lines)
    assert not are_like([], lines)


def test_text_is_taken_to_the_letter() -> None:
    assert is_like("2026…Z", "2026-01-02T03:04:05Z")
    assert not is_like("a.c", "abc")
    assert not is_like("abc…", "abc")
