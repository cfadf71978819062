"""Rows: lines that are made and taken apart as another's reader and writer do it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shape.column import Cell, Column
from app.shape.row import cells_in, joined_cells, row_of

CELLS = st.lists(st.text(st.sampled_from("a,\"\r\n ='é難\x0b\u2028")), min_size=2, max_size=6)
"""Two at least: the writer puts a single empty cell in quotes."""


def line(cells: list[str]) -> str:
    """The line as the writer of the standard library has it."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().removesuffix("\r\n")


@given(CELLS)
def test_cells_are_joined_as_the_standard_library_joins_them(cells: list[str]) -> None:
    assert joined_cells(cells) == line(cells)


@given(CELLS)
def test_cells_stand_in_a_row_as_each_would_by_itself(cells: list[str]) -> None:
    found = cells_in(line(cells).encode())
    assert found == [joined_cells([cell]).encode() for cell in cells]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a", "a"), ("a,b", '"a,b"'), ("=1", "'=1"), ('=1,"', '"\'=1,"""'), (None, ""), (7, "7"), (True, "true"), (False, "false")],
    ids=repr,
)
def test_row_is_guarded_and_ends_with_the_relative_address(value: Cell, shown: str) -> None:
    columns = [Column("id", "An id.", lambda record: str(record["id"])), Column("value", "A value.", lambda _: value)]
    assert row_of(columns, {"id": "clm_1", "url": "/claims/clm_1"}) == f"clm_1,{shown},/claims/clm_1"
