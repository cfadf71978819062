"""A server in a process of its own, whose memory can be read while it answers (Linux only)."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from app.settings import CHECKOUT

_SERVER = """
from app.server import listen, serve
from app.settings import Settings
listener = listen("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
serve(Settings(), listener)
"""
_PEAK = re.compile(r"^VmHWM:\s+([0-9]+) kB$", re.MULTILINE)
_PROC = Path("/proc")
_PATIENCE_SECONDS = 900
_GRACE_SECONDS = 20

CAN_MEASURE = (_PROC / "self" / "clear_refs").exists()
"""Whether the peak of a process's memory can be read and set back here."""


class Measured(NamedTuple):
    """An answer: how it came, and by how much the server's peak memory grew over what it held before."""

    status: int
    first_seconds: float
    seconds: float
    size: int
    lines: int
    growth: int


class Server(NamedTuple):
    """A running server."""

    address: str
    pid: int

    def measure(self, path: str) -> Measured:
        """Read an answer to its end, in blocks that are thrown away; lines are counted, sizes are bytes."""
        (_PROC / str(self.pid) / "clear_refs").write_text("5")
        before = self._peak()
        began, first, size, lines = time.perf_counter(), None, 0, 0
        with httpx.stream("GET", f"{self.address}{path}", timeout=_PATIENCE_SECONDS) as answer:
            for block in answer.iter_raw():
                first = first or time.perf_counter()
                size += len(block)
                lines += block.count(b"\n")
        ended = time.perf_counter()
        return Measured(answer.status_code, (first or ended) - began, ended - began, size, lines, self._peak() - before)

    def _peak(self) -> int:
        """The most memory that the process ever held, in bytes, since that was set back."""
        found = _PEAK.search((_PROC / str(self.pid) / "status").read_text())
        if found is None:
            message = "this kernel keeps no peak of a process's memory"
            raise OSError(message)
        return int(found[1]) * 1024


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
