"""Load: wrk asks a server for addresses in turn, and tells how fast the answers came; the kernel tells what they cost."""

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from tempfile import NamedTemporaryFile

import click

from bench.peers.servers import Running
from bench.processes import CLIENT_CORE, pinned

_WARM_SECONDS = 1
_PATIENCE_SECONDS, _GLANCE_SECONDS, _IDLE_SHARE = 60, 0.05, 0.2
_SCRIPT = """
local paths = {{{paths}}}
local requests, at = {{}}, 0
{headers}

function init()
   for i, path in ipairs(paths) do requests[i] = wrk.format(nil, path) end
end

function request()
   at = at % #requests + 1
   return requests[at]
end

function done(summary, latency)
   io.write(string.format(
      '{{"requests": %d, "microseconds": %d, "refused": %d, "p50": %d, "p99": %d}}\\n',
      summary.requests, summary.duration, summary.errors.status, latency:percentile(50), latency:percentile(99)))
end
"""
"""All requests are made beforehand, so that wrk spends its time on sending them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A server, the addresses that it is asked for in turn, and by how many connections at once."""

    name: str
    server: Running
    paths: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)
    connections: int = 16
    meanwhile: Callable[[], AbstractContextManager[object]] = nullcontext
    """What goes on while it is asked, begun anew for every round."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round told, or the medians of several: answers a second, latencies in ms, and the server's CPU in µs an answer."""

    rate: float
    p50: float
    p99: float
    cpu: float


def check_installed() -> None:
    """Raise where there is no wrk."""
    if shutil.which("wrk") is None:
        raise click.ClickException("wrk is not installed: it makes the load (Debian's package wrk)")


def settle(server: Running) -> None:
    """Wait until a server is done with what clients that have left asked of it: it would take time from the next one.

    Raises where it is not done after a minute.
    """
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        before = server.cpu_seconds()
        time.sleep(_GLANCE_SECONDS)
        if server.cpu_seconds() - before < _GLANCE_SECONDS * _IDLE_SHARE:
            return
    raise click.ClickException(f"the server at {server.address} still works a minute after it was asked")


def medians(label: str, asked: Sequence[Asked], rounds: int, seconds: int) -> dict[str, Round]:
    """Ask all in turn, round after round, so that a noisy machine is noisy for all; the medians by name.

    Each server works alone: the next is asked when it has come to rest.
    """
    told: dict[str, list[Round]] = {one.name: [] for one in asked}
    for one in asked:
        if one.meanwhile is nullcontext:  # what is asked while something goes on is also asked in calm
            _run(one, _WARM_SECONDS)
            settle(one.server)
    with click.progressbar([one for _ in range(rounds) for one in asked], label=f"{label:<10}", file=sys.stderr) as bar:
        for one in bar:
            told[one.name].append(measure(one, seconds))
            settle(one.server)
    return {name: median(rounds_of_it) for name, rounds_of_it in told.items()}


def measure(one: Asked, seconds: int) -> Round:
    """Ask for so many seconds."""
    with one.meanwhile():
        before = one.server.cpu_seconds()
        told = _run(one, seconds)
        cpu = one.server.cpu_seconds() - before
    return round_of(one.name, told, cpu)


def round_of(name: str, told: str, cpu: float) -> Round:
    """What wrk told in its last line, beside the CPU seconds that went into it.

    Where not one answer came, each would have taken at least as long as the round, and cost at least what was spent. Raises where
    answers were refusals: these would be fast, and worth nothing.
    """
    said = json.loads(told.strip().rpartition("\n")[2])
    if said["refused"]:
        raise click.ClickException(f"{name}: {said['refused']} of {said['requests']} answers were refusals")
    if not said["requests"]:
        return Round(0, said["microseconds"] / 1000, said["microseconds"] / 1000, cpu * 1e6)
    rate = said["requests"] / (said["microseconds"] / 1e6)
    return Round(rate, said["p50"] / 1000, said["p99"] / 1000, cpu / said["requests"] * 1e6)


def median(rounds: Sequence[Round]) -> Round:
    """The median of each figure by itself."""
    return Round(*(statistics.median(getattr(one, name) for one in rounds) for name in Round.__dataclass_fields__))


def script_of(one: Asked) -> str:
    """What wrk runs (its manual's SCRIPTING)."""
    headers = "\n".join(f"wrk.headers['{name}'] = '{value}'" for name, value in one.headers.items())
    return _SCRIPT.format(paths=", ".join(f"[[{path}]]" for path in one.paths), headers=headers)


def _run(one: Asked, seconds: int) -> str:
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(script_of(one))
        script.flush()
        command = ["wrk", "--threads=1", f"--connections={one.connections}", f"--duration={seconds}s", f"--script={script.name}"]
        pinned_command = pinned([*command, one.server.address], CLIENT_CORE)
        return subprocess.run(pinned_command, capture_output=True, text=True, check=True).stdout  # noqa: S603 (our own command)
