"""LibreOffice opens the tables, from a file or by their address: every cell is as served, no formula is made, no row is split."""

from datetime import date
from pathlib import Path

import pytest

from app.catalog import RESOURCES
from tests.clients.hostile import FORMULAS, HOSTILE, guarded
from tests.clients.live import Live
from tests.clients.spreadsheets import Cell, Office, Sheet

KINDS = pytest.mark.parametrize("suffix", ["ods", "xlsx"])
DECIMALS = {"value", "lower", "upper"}
"""Columns of text that are digits, so that no digit is lost on the way; a spreadsheet may count with them."""

DAYS = {column.name for resource in RESOURCES for column in resource.columns if column.kind == "date"}
"""Columns of dates, which a spreadsheet takes for such."""


def values(sheet: Sheet) -> list[list[str]]:
    return [[cell.value for cell in row] for row in sheet]


def as_day(text: str) -> str:
    """A date as Excel's files number it: the days since the end of 1899."""
    return str((date.fromisoformat(text) - date(1899, 12, 30)).days) if text else ""


def unbroken(text: str) -> str:
    """The text with every end of a line as a spreadsheet keeps it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def numbers(sheet: Sheet) -> set[str]:
    """The columns in which something is no text."""
    return {name.value for row in sheet[1:] for name, cell in zip(sheet[0], row, strict=True) if cell.kind != "text"}


def formulas(sheet: Sheet) -> list[Cell]:
    return [cell for row in sheet for cell in row if cell.formula is not None]


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("/claims.csv", "ods"),
        ("/claims.csv?bom=1", "xlsx"),
        ("/figures.csv?bom=1", "ods"),
        ("/figures.csv", "xlsx"),
        ("/stakeholders.csv", "ods"),
    ],
)
def test_every_cell_is_as_served(path: str, suffix: str, live: Live, office: Office, tmp_path: Path) -> None:
    sheet = office.open(live.save(path, tmp_path / "table.csv"), suffix)
    header, *rows = live.rows(path)
    as_kept = [
        [as_day(cell) if name in DAYS and suffix == "xlsx" else cell for name, cell in zip(header, row, strict=True)] for row in rows
    ]
    assert values(sheet) == [header, *as_kept]
    assert formulas(sheet) == []
    counted = {column.name for resource in RESOURCES for column in resource.columns if column.kind == "integer"}
    assert numbers(sheet) <= counted | DECIMALS | DAYS


@KINDS
@pytest.mark.parametrize("bom", [0, 1])
def test_hard_text_stays_in_its_cell(suffix: str, bom: int, hostile: Live, office: Office, tmp_path: Path) -> None:
    sheet = office.open(hostile.save(f"/claims.csv?bom={bom}", tmp_path / "table.csv"), suffix)
    assert values(sheet) == [[unbroken(cell) for cell in row] for row in hostile.rows("/claims.csv")]
    statement = [cell.value for cell in sheet[0]].index("statement")
    assert sorted(row[statement].value for row in sheet[1:]) == sorted(unbroken(guarded(text)) for text in HOSTILE)


@KINDS
def test_no_formula_is_made_of_text(suffix: str, hostile: Live, office: Office, tmp_path: Path) -> None:
    sheet = office.open(hostile.save("/claims.csv", tmp_path / "table.csv"), suffix)
    assert formulas(sheet) == []
    assert numbers(sheet) == {"paragraph", "start", "end", "version"}


@KINDS
def test_formula_would_be_made_of_text_without_a_guard(suffix: str, office: Office, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("id,statement\r\na,=1+1\r\nb,'=1+1\r\n", encoding="utf-8", newline="")
    (_, unguarded, kept) = office.open(tmp_path / "table.csv", suffix)
    assert (unguarded[1].value, unguarded[1].formula is None) == ("2", False)
    assert kept[1] == Cell("text", "'=1+1")


@pytest.mark.parametrize("path", ["/claims.csv?actor=China&bom=1", "/figures.csv", "/topics/refugee-status.csv"])
def test_address_is_opened_as_it_is(path: str, live: Live, office: Office) -> None:
    assert values(office.open(live.url(path), "ods")) == live.rows(path)


def test_header_is_there_when_there_is_no_row(live: Live, office: Office) -> None:
    path = "/claims.csv?q=nobody+says+this"
    assert values(office.open(live.url(path), "ods")) == live.rows(path) == live.rows("/claims.csv")[:1]


def test_hard_text_is_hard() -> None:
    assert {text[:1] for text in FORMULAS} == set("=+-@\t\r\n＝")  # noqa: RUF001 (the wide sign)
