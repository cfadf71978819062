"""A page is gone through as a reader does it: its files are written, and its commands are typed into a shell."""

from pathlib import Path

from tests.docs.console import Shell, session
from tests.docs.markdown import blocks_of, file_of, is_typed
from tests.docs.shown import are_like


def walk(page: Path, shell: Shell) -> None:
    """Write every file of a page and type every command; each must answer as shown."""
    for block in blocks_of(page):
        if (file := file_of(block)) is not None:
            shell.write(file[0], block.text, file[1])
        elif is_typed(block):
            for typed in session(block.text):
                printed = shell.run(typed.command)
                assert are_like(typed.answer, printed.splitlines()), f"{block}: {typed.command}\n{printed}"
