"""The way from a text to served claims, as the data model page describes it, is gone from end to end in a folder of its own."""

from pathlib import Path

import pytest

from tests.docs.console import Shell, session
from tests.docs.markdown import AT_THE_DESK, PAGES, Block, blocks_of, file_of
from tests.docs.shown import are_like


def is_typed(block: Block) -> bool:
    return block.language == "console" and not block.text.startswith("$ curl ") and block.about != AT_THE_DESK


@pytest.mark.parametrize("page", [page for page in PAGES if any(map(is_typed, blocks_of(page)))], ids=lambda page: page.name)
def test_what_is_typed_answers_as_shown(page: Path, folder: Path) -> None:
    shell = Shell(folder)
    for block in blocks_of(page):
        if (file := file_of(block)) is not None:
            shell.write(file[0], block.text, file[1])
        elif is_typed(block):
            for typed in session(block.text):
                printed = shell.run(typed.command)
                assert are_like(typed.answer, printed.splitlines()), f"{block}: {typed.command}\n{printed}"
