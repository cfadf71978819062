"""A server for the examples of the documentation, which talk to it over HTTP as a reader would."""

from collections.abc import Iterator
from threading import Thread

import httpx
import pytest
import uvicorn

from app.main import create_app
from app.server import listen
from app.settings import Settings
from app.web.protocol import ProblemProtocol


@pytest.fixture(scope="session")
def address(seeded_url: str) -> Iterator[str]:
    """The address of a server on the seeded database."""
    listener = listen("127.0.0.1", 0)
    app = create_app(Settings(database_url=seeded_url, metrics=True))  # whose address the documentation names
    server = uvicorn.Server(uvicorn.Config(app, http=ProblemProtocol, log_level="warning", server_header=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()
    app.state.service.reads.close()


@pytest.fixture
def service(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client
