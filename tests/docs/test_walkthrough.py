"""The way from a text to served claims, as the data model page describes it, is gone from end to end in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import CHECKOUT
from tests.docs.console import session
from tests.docs.markdown import PAGES, Block, blocks_of
from tests.docs.shown import are_like

FILE_MODES = {">": "w", ">>": "a"}


def is_typed(block: Block) -> bool:
    return block.language == "console" and not block.text.startswith("$ curl ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to whoever types there."""
    (tmp_path / "app").symlink_to(CHECKOUT / "app")
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if any(map(is_typed, blocks_of(page)))], ids=lambda page: page.name)
def test_what_is_typed_answers_as_shown(page: Path, folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTS_")}
    for block in blocks_of(page):
        mode, _, name = block.about.partition(" ")
        if mode in FILE_MODES:
            with (folder / name).open(FILE_MODES[mode], encoding="utf-8") as file:
                file.write(f"{block.text}\n")
        elif is_typed(block):
            run(block, folder, environment)


def run(block: Block, folder: Path, environment: dict[str, str]) -> None:
    for typed in session(block.text):
        if typed.command.startswith("export "):
            name, _, value = typed.command.removeprefix("export ").partition("=")
            environment[name] = value
            continue
        ran = subprocess.run(  # noqa: S603 (our own commands)
            ["/bin/sh", "-c", typed.command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert are_like(typed.answer, ran.stdout.splitlines()), f"{block}: {typed.command}\n{ran.stdout}"
