"""Reads, side by side: this service and what one might take in its place, on the same data: ``python -m bench.reads [CLAIMS]``.

Needs wrk and Linux. Every server runs alone on one core while it is measured, wrk on another; the rounds go through all servers in turn,
so that a noisy machine is noisy for all. CPU is what the server's process used for each request: it is steadier than rates.
"""

import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import httpx

from bench.generate import fill
from bench.peers import servers

_ROUNDS = 4
_SECONDS = 3
_WARM_SECONDS = 1
_CONNECTIONS = 16
_ACTORS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A server, and the addresses that it is asked for in turn."""

    name: str
    port: int
    pid: int
    paths: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of wrk told: requests a second, latencies in ms, CPU in µs a request."""

    rate: float
    p50: float
    p99: float
    cpu: float


@click.command()
@click.argument("claims", default=10_000)
@click.option("--database", type=click.Path(path_type=Path), help="A SQLite file that is filled already; by default one is made.")
def main(claims: int, database: Path | None) -> None:
    """Measure reads of this service beside those of its peers."""
    if shutil.which("wrk") is None:
        raise click.ClickException("wrk is not installed: it makes the load (Debian's package wrk)")
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path = database or Path(folder) / "facts.sqlite"
        if database is None:
            with click.progressbar(length=claims, label=f"making {claims:,} claims", file=sys.stderr) as bar:
                fill(f"sqlite:///{path}", claims, advance=bar.update)
        asked = list(_servers(stack, Path(folder), path))
        rounds: dict[str, list[Round]] = {one.name: [] for one in asked}
        with click.progressbar(range(_ROUNDS * len(asked)), label="measuring", file=sys.stderr) as steps:
            for step in steps:
                one = asked[step % len(asked)]
                rounds[one.name].append(_measure(one, Path(folder)))
    _tell(rounds)


def _servers(stack: ExitStack, folder: Path, path: Path) -> Iterator[Asked]:
    actors = _actors(path)
    newest = [f"/claims?actor={actor}&limit=20" for actor in actors]
    kept, uncached = (stack.enter_context(servers.facts(path, cache_bytes)) for cache_bytes in (64 * 2**20, 0))
    answer = httpx.get(f"http://127.0.0.1:{kept[0]}{newest[0]}", headers={"Accept-Encoding": "identity"}).raise_for_status()
    yield Asked("facts, asked again", *kept, newest[:1])
    yield Asked("facts, 304", *kept, newest[:1], {"If-None-Match": answer.headers["ETag"]})
    yield Asked("facts, every time another", *uncached, newest)
    yield Asked("facts, a record", *uncached, [f"/claims/{public_id}" for public_id in _ids(path)])
    yield Asked("facts, full text", *uncached, [f"/claims?q={word}&limit=20" for word in _words(path)])
    yield Asked("bare uvicorn", *stack.enter_context(servers.bare(folder, answer)), newest[:1])
    yield Asked(
        "Datasette",
        *stack.enter_context(servers.datasette(folder, path)),
        [f"/{path.stem}/newest.json?actor={a}&_shape=array" for a in actors],
    )
    yield Asked("tutorial", *stack.enter_context(servers.tutorial(path)), newest)


def _rows(path: Path, query: str) -> list[str]:
    connection = sqlite3.connect(path)
    found = [str(value) for (value,) in connection.execute(query)]
    connection.close()
    return found


def _actors(path: Path) -> list[str]:
    return _rows(path, f"SELECT slug FROM stakeholder ORDER BY id LIMIT {_ACTORS}")  # noqa: S608 (a number of ours)


def _ids(path: Path) -> list[str]:
    return _rows(path, f"SELECT public_id FROM claim ORDER BY id LIMIT {_ACTORS}")  # noqa: S608 (as above)


def _words(path: Path) -> list[str]:
    statements = " ".join(_rows(path, "SELECT statement FROM claim ORDER BY id LIMIT 100")).lower()
    return list(dict.fromkeys(re.findall("[a-z]{5,}", statements)))[:_ACTORS]


def _measure(one: Asked, folder: Path) -> Round:
    script = folder / "paths.lua"
    script.write_text(_script(one), encoding="utf-8")
    address = f"http://127.0.0.1:{one.port}"
    _wrk(address, script, _WARM_SECONDS)
    before = _cpu_seconds(one.pid)
    told = _wrk(address, script, _SECONDS)
    requests = int(_found("([0-9]+) requests in", told))
    if "Non-2xx" in told and "If-None-Match" not in one.headers:
        raise click.ClickException(f"{one.name} answered with errors")
    cpu = (_cpu_seconds(one.pid) - before) / requests * 1e6
    p50, p99 = (_milliseconds(_found(rf"{part}% +([0-9.]+[a-z]+)", told)) for part in (50, 99))
    return Round(requests / _SECONDS, p50, p99, cpu)


def _wrk(address: str, script: Path, seconds: int) -> str:
    command = ["wrk", "--threads=1", f"--connections={_CONNECTIONS}", f"--duration={seconds}s", "--latency", f"--script={script}", address]
    pinned = ["taskset", "--cpu-list", "1", *command] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else command
    return subprocess.run(pinned, capture_output=True, text=True, check=True).stdout  # noqa: S603 (our own command)


def _script(one: Asked) -> str:
    """What wrk runs: every request asks for the next path."""
    headers = [f"wrk.headers['{name}'] = '{value}'" for name, value in one.headers.items()]
    paths = ", ".join(f"'{path}'" for path in one.paths)
    turn = ["function request()", "at = at % #paths + 1", "return wrk.format(nil, paths[at])", "end"]
    return "\n".join([*headers, f"paths, at = {{{paths}}}, 0", *turn])


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise click.ClickException(f"wrk said nothing of {pattern}: {text}")
    return found[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([0-9.]+)([a-z]+)", text).groups()  # type: ignore[union-attr]  # as it was found
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _tell(rounds: Mapping[str, Sequence[Round]]) -> None:
    medians = {name: _median(told) for name, told in rounds.items()}
    columns = ("req/s", "p50 ms", "p99 ms", "CPU µs", "x Datasette", "of bare")
    click.echo(f"{f'medians of {_ROUNDS} rounds':<28}{''.join(f'{column:>12}' for column in columns)}")
    for name, one in medians.items():
        times, share = medians["Datasette"].cpu / one.cpu, medians["bare uvicorn"].cpu / one.cpu
        click.echo(f"{name:<28}{one.rate:>12,.0f}{one.p50:>12.2f}{one.p99:>12.2f}{one.cpu:>12,.0f}{times:>12.1f}{share:>12.0%}")
    click.echo("x Datasette: how many times less CPU than there. of bare: the CPU of the bare application as a share of this.")


def _median(told: Sequence[Round]) -> Round:
    return Round(*(statistics.median(getattr(one, name) for one in told) for name in ("rate", "p50", "p99", "cpu")))


if __name__ == "__main__":
    main()
