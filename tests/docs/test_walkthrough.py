"""The way from a text to served claims, as the data model page describes it, is gone from end to end in a folder of its own."""

from pathlib import Path

import pytest

from tests.docs.console import Shell
from tests.docs.markdown import PAGES, QUICK_STARTS, blocks_of, is_typed
from tests.docs.walking import walk

TYPED = [page for page in PAGES if page.parent != QUICK_STARTS and any(map(is_typed, blocks_of(page)))]


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.name)
def test_what_is_typed_answers_as_shown(page: Path, folder: Path) -> None:
    walk(page, Shell(folder))
