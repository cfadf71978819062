"""Exports: every claim as a file, beside Datasette's, and how much memory the server takes to send them."""

import statistics
import sys
from contextlib import ExitStack

import click

from bench.goals import Findings, Goal, Sense
from bench.peers import datasette, servers
from bench.peers.servers import Running
from bench.reading import Measured, read
from bench.setup import Setup

_WARM = "/claims.csv?q=refugees&limit=500"
_OURS = "/claims.csv"
_OTHERS = ("/claims.ndjson", "/claims.csl", "/claims.bib")
_TIMES = 6
_GROWTH_MIB = 16
_MIB = 2**20


class Export:
    """A file of all claims at one server, read again and again."""

    def __init__(self, server: Running, path: str) -> None:
        self._server = server
        self._path = path
        self._told: list[Measured] = []
        self._cpu: list[float] = []

    def read(self) -> None:
        """Read it once more."""
        before = self._server.cpu_seconds()
        self._told.append(read(self._server.address, self._path, self._server.pid))
        self._cpu.append((self._server.cpu_seconds() - before) / self._told[-1].lines * 1e6)

    @property
    def rows_a_second(self) -> float:
        return statistics.median(told.lines / told.seconds for told in self._told)

    @property
    def cpu(self) -> float:
        """The server's CPU in µs a row."""
        return statistics.median(self._cpu)

    @property
    def growth_mib(self) -> float:
        """By how much the memory of the server grew, at the worst."""
        return max(told.growth for told in self._told) / _MIB

    def __str__(self) -> str:
        last = self._told[-1]
        size = f"{last.size / _MIB:,.0f} MiB, first byte after {last.first_seconds * 1000:,.0f} ms"
        return f"{self.rows_a_second:,.0f} lines/s, {self.cpu:,.1f} µs of CPU a line, {size}, memory +{self.growth_mib:.1f} MiB"


def measure(setup: Setup) -> Findings:
    """Read both CSV files in turn, as often as there are rounds, and each other export of ours once."""
    with ExitStack() as stack:
        facts = stack.enter_context(servers.facts(setup.database))
        other = stack.enter_context(servers.datasette(setup.folder, setup.file))
        read(facts.address, _WARM, facts.pid)
        ours, theirs = Export(facts, _OURS), Export(other, datasette.export(setup.file))
        exports = {"CSV, facts": ours, "CSV, Datasette": theirs, **{path: Export(facts, path) for path in _OTHERS}}
        steps = [*(export for _ in range(setup.rounds) for export in (ours, theirs)), *(exports[path] for path in _OTHERS)]
        with click.progressbar(steps, label="exports", file=sys.stderr) as bar:
            for export in bar:
                export.read()
        figures = {name: str(export) for name, export in exports.items()}
    compared = {"measured": f"{ours.rows_a_second:,.0f} rows/s", "beside": f"{theirs.rows_a_second:,.0f} rows/s"}
    cost = {"measured": f"{ours.cpu:,.1f} µs a row", "beside": f"{theirs.cpu:,.1f} µs a row"}
    memory = max(export.growth_mib for name, export in exports.items() if export is not theirs)
    goals = [
        Goal("CSV, times Datasette, CPU", theirs.cpu / ours.cpu, Sense.AT_LEAST, _TIMES, **cost),
        Goal("CSV, times Datasette, rate", ours.rows_a_second / theirs.rows_a_second, Sense.AT_LEAST, _TIMES, **compared),
        Goal("memory that exports add", memory, Sense.AT_MOST, _GROWTH_MIB, "MiB"),
    ]
    return Findings(goals, figures=figures)
