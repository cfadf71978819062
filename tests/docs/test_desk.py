"""What the documentation shows of writing is done in order, on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import Databases
from tests.docs.conftest import running
from tests.docs.console import Shell, call_of, session
from tests.docs.markdown import AT_THE_DESK, PAGES, Block, blocks_of, file_of
from tests.docs.shown import ELLIPSIS, are_like, differences
from tests.docs.test_examples import ask, differing_parts
from tests.on_sqlite import ON_SQLITE


def writes(page: Path) -> bool:
    return any(block.about == AT_THE_DESK for block in blocks_of(page))


class Desk:
    """Whoever types what the documentation shows, at a service of their own."""

    def __init__(self, shell: Shell, service: httpx.Client) -> None:
        self._shell = shell
        self._service = service
        self._answer: httpx.Response | None = None

    def type(self, block: Block) -> Iterator[str]:
        """Type a block; what it shows otherwise than it is. An id that is exported with an ellipsis is that of the answer before."""
        for typed in session(block.text):
            if typed.command.startswith("curl "):
                call = call_of(typed.command, self._answer.headers.get("etag") if self._answer is not None else None, self._shell)
                self._answer = ask(self._service, call)
                yield from (f"{typed.command}: {wrong}" for wrong in differing_parts(call, typed.answer, self._answer))
            elif typed.command.endswith(ELLIPSIS) and self._answer is not None:
                shown, public_id = typed.command.partition("=")[2], self._answer.json()["id"]
                self._shell.run(typed.command.replace(shown, public_id))
                yield from differences(shown, public_id, typed.command)
            elif not are_like(typed.answer, (printed := self._shell.run(typed.command)).splitlines()):
                yield f"{typed.command}\n{printed}"


@ON_SQLITE
@pytest.mark.parametrize("page", [page for page in PAGES if writes(page)], ids=lambda page: page.name)
def test_what_is_written_answers_as_shown(page: Path, folder: Path, databases: Databases, template_url: str) -> None:
    url = databases.create(like=template_url)
    shell = Shell(folder, FACTS_DATABASE_URL=url)
    with running(url) as address, httpx.Client(base_url=address, timeout=30) as service:
        desk = Desk(shell, service)
        for block in blocks_of(page):
            if (file := file_of(block)) is not None:
                shell.write(file[0], block.text, file[1])
            elif block.about == AT_THE_DESK:
                wrong = list(desk.type(block))
                assert not wrong, f"{block}\n" + "\n".join(wrong)
