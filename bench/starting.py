"""Starting: how long until the first answer, and how much memory a server holds then and after work."""

import statistics
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass

import click

from bench.goals import Findings, Goal, Sense
from bench.peers import servers
from bench.processes import resident_bytes
from bench.questions import Questions, questions_on
from bench.reading import answer
from bench.setup import Setup
from bench.wrk import Asked
from bench.wrk import measure as ask

_SECONDS = 1
_LOAD_SECONDS = 1
_MIB_AT_MOST = 80
_MIB = 2**20
_ORDINARY = "--prepare"
_WAYS = {"facts serve --no-prepare": "--no-prepare", "facts serve": _ORDINARY}


@dataclass(frozen=True, slots=True)
class Start:
    """A start: seconds to the first answer, and MiB of memory after it and after a second of load."""

    seconds: float
    idle: float
    worked: float


def measure(setup: Setup) -> Findings:
    """Start the service again and again, in each way that leaves the database alone.

    An ordinary start loads the seed where it is not there yet, so there is one before the first that is measured.
    """
    questions = questions_on(setup.database)
    ways = {name: option for name, option in _WAYS.items() if option != _ORDINARY or setup.database.may_write}
    if _ORDINARY in ways.values():
        _start(setup, questions, _ORDINARY)
    starts: dict[str, list[Start]] = {name: [] for name in ways}
    steps = [name for _ in range(setup.rounds) for name in ways]
    with click.progressbar(steps, label="starts", file=sys.stderr) as bar:
        for name in bar:
            starts[name].append(_start(setup, questions, ways[name]))
    idle, worked = (statistics.median(getattr(one, name) for told in starts.values() for one in told) for name in ("idle", "worked"))
    return Findings([*map(_soon, starts.items()), _little("the first answer", idle), _little("a second of load", worked)])


def _soon(way: tuple[str, list[Start]]) -> Goal:
    name, starts = way
    return Goal(f"{name}, first answer", statistics.median(start.seconds for start in starts), Sense.AT_MOST, _SECONDS, "s")


def _little(after: str, mib: float) -> Goal:
    return Goal(f"memory after {after}", mib, Sense.AT_MOST, _MIB_AT_MOST, "MiB")


def _start(setup: Setup, questions: Questions, option: str) -> Start:
    paths = [*questions.newest(), *questions.records(), *questions.searches(), *questions.facets()]
    began = time.perf_counter()
    with ExitStack() as stack:
        server = stack.enter_context(servers.facts(setup.database, servers.CACHE_BYTES, option))
        answer(server.address, paths[0])
        seconds, idle = time.perf_counter() - began, resident_bytes(server.pid)
        ask(Asked("a started service", server, paths), _LOAD_SECONDS)
        return Start(seconds, idle / _MIB, resident_bytes(server.pid) / _MIB)
