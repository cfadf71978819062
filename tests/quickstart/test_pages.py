"""The pages of the quick starts show whole programmes, which lie beside them as files, and what comes out."""

from pathlib import Path

import pytest

from tests.docs.conftest import running
from tests.docs.console import session
from tests.docs.markdown import QUICK_STARTS, blocks_of, file_of, is_typed, links
from tests.docs.walking import walk
from tests.quickstart.conftest import shell_in
from tests.quickstart.service import need

INDEX = QUICK_STARTS / "README.md"
PAGES = sorted({*QUICK_STARTS.glob("*.md")} - {INDEX})
TYPED = [page for page in PAGES if any(map(is_typed, blocks_of(page)))]


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.stem)
def test_what_is_typed_answers_as_shown(page: Path, database: str, tmp_path: Path) -> None:
    need(*(typed.command for block in blocks_of(page) if is_typed(block) for typed in session(block.text)))
    with running(database) as address:
        walk(page, shell_in(tmp_path, address, FACTS_DATABASE_URL=database))


def test_every_file_is_shown_whole_on_a_page_that_the_index_names() -> None:
    shown = {file[0]: block for page in PAGES for block in blocks_of(page) if (file := file_of(block))}
    files = {path.name: path for path in QUICK_STARTS.iterdir() if path.suffix != ".md"}
    assert shown.keys() == files.keys()
    for name, path in files.items():
        assert f"{shown[name].text}\n" == path.read_text(encoding="utf-8"), f"{shown[name]} shows {name} otherwise than it is"
    assert {page.name for page in PAGES} | files.keys() <= {*links(INDEX)}
