"""What the documentation shows of writing is done in order, on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import Databases
from tests.docs.conftest import running
from tests.docs.console import Shell, call_of, session
from tests.docs.markdown import AT_THE_DESK, PAGES, Block, blocks_of, file_of
from tests.docs.on_sqlite import ON_SQLITE
from tests.docs.shown import are_like
from tests.docs.test_examples import ask, differing_parts


def writes(page: Path) -> bool:
    return any(block.about == AT_THE_DESK for block in blocks_of(page))


@ON_SQLITE
@pytest.mark.parametrize("page", [page for page in PAGES if writes(page)], ids=lambda page: page.name)
def test_what_is_written_answers_as_shown(page: Path, folder: Path, databases: Databases, template_url: str) -> None:
    url = databases.create(like=template_url)
    shell = Shell(folder, FACTS_DATABASE_URL=url)
    with running(url) as address, httpx.Client(base_url=address, timeout=30) as service:
        for block in blocks_of(page):
            if (file := file_of(block)) is not None:
                shell.write(file[0], block.text, file[1])
            elif block.about == AT_THE_DESK:
                wrong = list(differing(block, shell, service))
                assert not wrong, f"{block}\n" + "\n".join(wrong)


def differing(block: Block, shell: Shell, service: httpx.Client) -> Iterator[str]:
    """What a block shows otherwise than it is."""
    etag: str | None = None
    for typed in session(block.text):
        if not typed.command.startswith("curl "):
            printed = shell.run(typed.command)
            if not are_like(typed.answer, printed.splitlines()):
                yield f"{typed.command}\n{printed}"
            continue
        call = call_of(typed.command, etag, shell)
        answer = ask(service, call)
        etag = answer.headers.get("etag")
        yield from (f"{typed.command}: {wrong}" for wrong in differing_parts(call, typed.answer, answer))
