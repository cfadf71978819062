"""Reading an answer to its end, however long it is, while the memory of the server that sends it is watched."""

import time
from typing import NamedTuple

import httpx

from bench.processes import forget_peak, peak_bytes

_PATIENCE_SECONDS = 900


class Measured(NamedTuple):
    """An answer: how it came, and by how much the server's peak memory grew over what it held before. Sizes are bytes."""

    status: int
    first_seconds: float
    seconds: float
    size: int
    lines: int
    growth: int


def read(address: str, path: str, pid: int) -> Measured:
    """Read an answer of the server with that process in blocks that are thrown away; lines are counted."""
    forget_peak(pid)
    before = peak_bytes(pid)
    began, first, size, lines = time.perf_counter(), None, 0, 0
    with httpx.stream("GET", f"{address}{path}", headers={"Accept-Encoding": "identity"}, timeout=_PATIENCE_SECONDS) as answer:
        for block in answer.iter_raw():
            first = first or time.perf_counter()
            size += len(block)
            lines += block.count(b"\n")
    ended = time.perf_counter()
    return Measured(answer.status_code, (first or ended) - began, ended - began, size, lines, peak_bytes(pid) - before)
