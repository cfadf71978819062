"""Reading answers as wrk does, in no coding: short ones at once, long ones while the memory of the server that sends them is watched."""

import time
from typing import NamedTuple

import httpx

from bench.processes import forget_peak, peak_bytes

_PATIENCE_SECONDS = 900
_PLAIN = {"Accept-Encoding": "identity"}


class Measured(NamedTuple):
    """An answer: how it came, and by how much the server's peak memory grew over what it held before. Sizes are bytes."""

    status: int
    first_seconds: float
    seconds: float
    size: int
    lines: int
    growth: int


def answer(address: str, path: str) -> httpx.Response:
    """An answer that is none of a fault."""
    return httpx.get(f"{address}{path}", headers=_PLAIN, timeout=_PATIENCE_SECONDS).raise_for_status()


def read(address: str, path: str, pid: int) -> Measured:
    """Read an answer of the server with that process in blocks that are thrown away; lines are counted."""
    forget_peak(pid)
    before = peak_bytes(pid)
    began, first, size, lines = time.perf_counter(), None, 0, 0
    with httpx.stream("GET", f"{address}{path}", headers=_PLAIN, timeout=_PATIENCE_SECONDS) as told:
        for block in told.iter_raw():
            first = first or time.perf_counter()
            size += len(block)
            lines += block.count(b"\n")
    ended = time.perf_counter()
    return Measured(told.status_code, (first or ended) - began, ended - began, size, lines, peak_bytes(pid) - before)
