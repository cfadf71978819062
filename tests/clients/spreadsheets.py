"""Spreadsheets that LibreOffice makes of a table, and what stands in their cells."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from tests.clients.live import printed

AS_UTF_8 = "CSV:44,34,76,1"
"""How a table is imported: cells end at a comma, are quoted by ", in UTF-8, from the first line on."""

_MACROS = Path(__file__).parent / "macros"
"""What LibreOffice is to do that its command line does not offer, as it keeps macros in a profile."""

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACES: Mapping[str, str] = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_KINDS = {"n": "number", "s": "text", "str": "text", "b": "boolean", "e": "error"}
_LETTERS = 26


class Cell(NamedTuple):
    """A cell: text, number, boolean or another kind; what it holds; and the formula that it was made by."""

    kind: str
    value: str
    formula: str | None = None


NOTHING = Cell("text", "")
Sheet = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice, without a window; it keeps what it remembers in ``folder`` and starts faster the second time."""

    command: str
    folder: Path

    def open(self, source: str | Path, suffix: str) -> Sheet:
        """The only sheet of what is made of a file or an address; all rows are as wide as the first."""
        results = Path(mkdtemp(dir=self.folder))
        made = ("--convert-to", suffix, "--outdir", results)
        printed(self.command, self._profile, "--headless", f"--infilter={AS_UTF_8}", *made, source)
        (path,) = results.iterdir()
        sheet = _READERS[suffix](path)
        return [row + [NOTHING] * (len(sheet[0]) - len(row)) for row in sheet]

    def refresh(self, file: Path) -> dict[str, Sheet]:
        """The sheets of a flat file by their names, after it was opened by one who lets it update its links."""
        printed(self.command, self._profile, "--headless", "--terminate_after_init")  # which makes the profile
        copytree(_MACROS, self.folder / "profile" / "user" / "basic", dirs_exist_ok=True)
        printed(self.command, self._profile, "--headless", f'macro:///Standard.Sheets.Refresh("{file.as_uri()}")')
        tables = ET.parse(file).iter(f"{_TABLE}table")  # noqa: S314 (of our own making)
        return {table.get(f"{_TABLE}name", ""): _ods_rows(table) for table in tables}

    @property
    def _profile(self) -> str:
        return f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"


def _ods(path: Path) -> Sheet:
    with ZipFile(path) as archive:
        content = ET.fromstring(archive.read("content.xml"))  # noqa: S314 (of our own making)
    return _ods_rows(content)


def _ods_rows(content: Element) -> Sheet:
    rows = [_ods_row(row) for row in content.iter(f"{_TABLE}table-row")]
    return [row for row in rows if row]


def _ods_row(row: Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iter(f"{_TABLE}table-cell"):
        cells += [_ods_cell(cell)] * int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    while cells and cells[-1] == NOTHING:
        cells.pop()
    return cells


def _ods_cell(cell: Element) -> Cell:
    kind, formula = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_TABLE}formula")
    if kind is None:
        return NOTHING
    if kind == "string":
        return Cell("text", "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iter(f"{_TEXT}p")), formula)
    value = cell.get(f"{_OFFICE}value") or cell.get(f"{_OFFICE}boolean-value") or cell.get(f"{_OFFICE}date-value") or ""
    return Cell({"float": "number"}.get(kind, kind), value, formula)


def _pieces(element: Element) -> Iterator[str]:
    """The text in an element, with the spaces that stand for themselves no more."""
    yield _SPACES.get(element.tag, " " * int(element.get(f"{_TEXT}c", "1")) if element.tag == f"{_TEXT}s" else "")
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _xlsx(path: Path) -> Sheet:
    with ZipFile(path) as archive:
        parts = [ET.fromstring(archive.read(f"xl/{name}.xml")) for name in ("sharedStrings", "worksheets/sheet1")]  # noqa: S314 (as above)
    texts = ["".join(text.text or "" for text in shared.iter(f"{_SHEET}t")) for shared in parts[0].iter(f"{_SHEET}si")]
    return [_xlsx_row(row, texts) for row in parts[1].iter(f"{_SHEET}row")]


def _xlsx_row(row: Element, texts: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iter(f"{_SHEET}c"):
        value, formula = cell.findtext(f"{_SHEET}v"), cell.findtext(f"{_SHEET}f")
        cells += [NOTHING] * (_place(cell.get("r", "")) - len(cells))
        if value is not None:
            kind = cell.get("t", "n")
            cells.append(Cell(_KINDS[kind], _unescaped(texts[int(value)]) if kind == "s" else value, formula))
    return cells


def _place(reference: str) -> int:
    """The column of a cell, from 0: A1 is in the first."""
    place = 0
    for letter in reference.rstrip("0123456789"):
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place - 1


def _unescaped(text: str) -> str:
    """Text with the characters that XML does not carry (ECMA-376, ST_Xstring)."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


_READERS: Mapping[str, Callable[[Path], Sheet]] = {"ods": _ods, "xlsx": _xlsx}
