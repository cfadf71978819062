"""The spreadsheet that refreshes itself, and the addresses that the page gives for spreadsheets which are not at hand."""

import csv
import io
import re

import httpx
import pandas as pd
import pytest

from tests.clients.live import PATIENCE_SECONDS, program
from tests.clients.spreadsheets import Office
from tests.docs.console import Shell
from tests.docs.markdown import QUICK_STARTS, blocks_of
from tests.quickstart.service import Service

TABLE = "/claims.csv?actor=China&fields=statement,status,corrections"
TEXTS = [block.text for block in blocks_of(QUICK_STARTS / "spreadsheet.md") if block.language == "text"]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, as one who has never used it before."""
    return Office(program("soffice", "libreoffice-calc-nogui"), tmp_path_factory.mktemp("office"))


def rows(service: Service) -> list[list[str]]:
    """The header and the rows of the table, as they are served."""
    content = httpx.get(f"{service.address}{TABLE}", timeout=PATIENCE_SECONDS).raise_for_status().content
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_linked_sheet_has_every_claim_when_it_is_refreshed(service: Service, shell: Shell, office: Office) -> None:
    sheets = office.refresh(shell.folder / "claims.fods")
    assert [[cell.value for cell in row] for row in sheets["Claims"]] == rows(service)
    counts = {row[0].value: row[1] for row in sheets["Count"] if len(row) > 1}
    assert [counts[name][:2] for name in ("Claims about China", "Corrected or retracted")] == [("number", "22"), ("number", "2")]


@pytest.mark.parametrize("text", TEXTS)
def test_table_of_every_spreadsheet_is_the_same(text: str, service: Service) -> None:
    (address,) = re.findall(r"(/claims\.csv[^\s\"]*)", text)
    frame = pd.read_csv(f"{service.address}{address}", keep_default_na=False)
    assert address.removesuffix("&bom=1") == TABLE
    assert [list(frame.columns), *frame.to_numpy().tolist()] == rows(service)
