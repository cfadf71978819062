"""A server for the examples of the documentation, which talk to it over HTTP as a reader would, and a folder to type in."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn

from app.main import create_app
from app.server import listen
from app.settings import CHECKOUT, Settings
from app.web.protocol import ProblemProtocol
from tests.docs.recording import Asked, Recording


@contextmanager
def running(database_url: str, record: list[Asked] | None = None, **settings: int) -> Iterator[str]:
    """The address of a server on that database, which ends with the context; what it is asked is added to the ``record``."""
    listener = listen("127.0.0.1", 0)
    app = create_app(Settings.model_validate({"database_url": database_url, "metrics": True, **settings}))  # /metrics is documented
    served = app if record is None else Recording(app, record)
    server = uvicorn.Server(uvicorn.Config(served, http=ProblemProtocol, log_level="warning", server_header=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
        app.state.service.reads.close()


@pytest.fixture(scope="session")
def address(seeded_url: str) -> Iterator[str]:
    """The address of a server on the seeded database."""
    with running(seeded_url) as address:
        yield address


@pytest.fixture
def service(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to whoever types there."""
    (tmp_path / "app").symlink_to(CHECKOUT / "app")
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    return tmp_path
