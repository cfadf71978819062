"""The running service against its own document: schemathesis asks whatever the document allows, and what it does not."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from sqlalchemy import Engine

from app.main import create_app
from app.model import Scope
from app.server import listen
from app.settings import CHECKOUT, Settings
from tests.conftest import Databases
from tests.desk.desk import key_for

DOCUMENT = CHECKOUT / "openapi" / "openapi.json"
BY_DESIGN = "positive_data_acceptance"
"""A name that has the right form and names nothing is refused: the document cannot list every name."""
WRITTEN = f"{BY_DESIGN},negative_data_rejection"
"""Null may be sent for what may be left out, which the document does not tell, because generators make three states of it."""


@pytest.fixture
def key(own_engine: Engine) -> str:
    """A key for everything, so that the desk is asked as well."""
    return key_for(own_engine, Scope.ADMIN)


@pytest.fixture
def address(own_engine: Engine) -> Iterator[str]:
    """The address of a server on a database of its own: what is asked there changes it."""
    listener = listen("127.0.0.1", 0)
    url = own_engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=url, max_url_bytes=60_000))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    app.state.service.reads.close()


def found(address: str, key: str, folder: Path, *options: str) -> str:
    """What schemathesis finds; nothing where it finds nothing."""
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", str(DOCUMENT), "--url", address, "--max-examples", "8"]
    common = ["--checks", "all", "--generation-deterministic", "--no-color", "--header", f"Authorization: Bearer {key}"]
    run = subprocess.run([*command, *common, *options], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    return "" if run.returncode == 0 else f"exit status {run.returncode}: {run.stderr}{run.stdout[-10_000:]}"


def test_schemathesis_finds_nothing_where_it_reads(address: str, key: str, tmp_path: Path) -> None:
    assert not found(address, key, tmp_path, "--include-method", "GET", "--exclude-checks", BY_DESIGN)


def test_schemathesis_finds_nothing_where_it_writes(databases: Databases, address: str, key: str, tmp_path: Path) -> None:
    if databases.backend == "postgresql":
        pytest.skip("takes a minute, and tests/desk writes to both")
    files = ("--exclude-operation-id", "import_records")  # which it cannot make up
    assert not found(address, key, tmp_path, "--exclude-method", "GET", *files, "--exclude-checks", WRITTEN)
