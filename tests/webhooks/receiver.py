"""A receiver of webhooks on a free port of this machine: it answers as a test tells it, and keeps what it was sent."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import Any

from standardwebhooks import Webhook

PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: str

    @property
    def id(self) -> str:
        """The id of the message."""
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> Any:  # noqa: ANN401 (any JSON)
        """What it says, if the library of the standard takes it for genuine."""
        return Webhook(secret).verify(self.body, dict(self.headers))


@dataclass(frozen=True)
class Answer:
    """What a receiver answers."""

    status: int = 204
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


class Receiver:
    """Answers each request by ``answer``, which is given it and may be replaced."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answer: Callable[[Received], Answer] = lambda _: Answer()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                request = Received(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                receiver.received.append(request)
                answer = receiver.answer(request)
                self.send_response(answer.status)
                for name, value in (*answer.headers, ("Content-Length", str(len(answer.body)))):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body.encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def sequence(self) -> list[int]:
        """The changes that it was told, in the order in which it was."""
        return [_seq(request) for request in self.received]

    def wait_for(self, count: int) -> list[Received]:
        """What it was sent, once that is so much."""
        deadline = monotonic() + PATIENCE_SECONDS
        while len(self.received) < count:
            assert monotonic() < deadline, f"{len(self.received)} of {count}"
            sleep(0.02)
        return self.received


def _seq(request: Received) -> int:
    seq: int = json.loads(request.body)["data"]["seq"]
    return seq


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that listens."""
    receiver = Receiver()
    thread = threading.Thread(target=receiver.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.server.shutdown()
        receiver.server.server_close()
        thread.join()
