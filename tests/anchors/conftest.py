"""The fictional texts that the anchors in these tests are taken from."""

from pathlib import Path

import pytest

from app.anchors.text import SourceText, read_source

HARBOUR = Path(__file__).parent / "texts" / "harbour.txt"


@pytest.fixture(scope="session")
def harbour_path() -> Path:
    return HARBOUR


@pytest.fixture(scope="session")
def harbour() -> SourceText:
    return read_source(HARBOUR, front_matter_blocks=2)
