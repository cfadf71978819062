"""A server in a process of its own, whose memory can be read while it answers (Linux only)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from app.settings import CHECKOUT
from bench.reading import Measured, read

_SERVER = """
from app.server import listen, serve
from app.settings import Settings
listener = listen("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
serve(Settings(), listener)
"""
_GRACE_SECONDS = 20

CAN_MEASURE = Path("/proc/self/clear_refs").exists()
"""Whether the peak of a process's memory can be read and set back here."""


class Server(NamedTuple):
    """A running server."""

    address: str
    pid: int

    def measure(self, path: str) -> Measured:
        """Read an answer to its end."""
        return read(self.address, path, self.pid)


@contextmanager
def server(database_url: str) -> Iterator[Server]:
    """Serve that database until the block is left."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTS_")}
    environment |= {"FACTS_DATABASE_URL": database_url, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", _SERVER]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own code)
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(_GRACE_SECONDS)
