"""The running service against its own document: schemathesis asks whatever the document allows, and what it does not."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn

from app.main import create_app
from app.server import listen
from app.settings import CHECKOUT, Settings

DOCUMENT = CHECKOUT / "openapi" / "openapi.json"
BY_DESIGN = "positive_data_acceptance"
"""A name that has the right form and names nothing is refused: the document cannot list every name."""


@pytest.fixture
def address(seeded_url: str) -> Iterator[str]:
    """The address of a server on the seeded database."""
    listener = listen("127.0.0.1", 0)
    app = create_app(Settings(database_url=seeded_url, max_url_bytes=60_000))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    app.state.service.reads.close()


def test_schemathesis_finds_nothing(address: str, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", str(DOCUMENT), "--url", address, "--max-examples", "20"]
    options = ["--checks", "all", "--exclude-checks", BY_DESIGN, "--generation-deterministic", "--no-color"]
    run = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    assert run.returncode == 0, run.stdout[-10_000:]
