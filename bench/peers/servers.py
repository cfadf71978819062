"""Starting the service and its peers, each in a process of its own, on a port of its own, on the first core."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.databases import Database
from bench.peers.datasette import METADATA_NAME, metadata
from bench.processes import cpu_seconds, free_port, started

_UVICORN = [sys.executable, "-m", "uvicorn", "--no-access-log", "--no-server-header", "--log-level", "warning", "--port"]
CACHE_BYTES = 64 * 2**20
_BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Running:
    """A server, and the database server that works for it, where there is one on this machine."""

    port: int
    pid: int
    database_pid: int | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """The CPU time that answering has cost so far, the database's included."""
        return cpu_seconds(self.pid) + (cpu_seconds(self.database_pid) if self.database_pid is not None else 0)


Server = AbstractContextManager[Running]
"""A server for as long as the block lasts."""


@contextmanager
def facts(database: Database, cache_bytes: int = CACHE_BYTES, *options: str) -> Iterator[Running]:
    """This service, with ``options`` of ``facts serve``: by default on tables that it takes as they are."""
    port = free_port()
    settings = {"FACTS_DATABASE_URL": database.url, "FACTS_PORT": str(port), "FACTS_CACHE_BYTES": str(cache_bytes)}
    with started([str(_BIN / "facts"), "serve", *(options or ("--no-prepare",))], settings, port) as pid:
        yield Running(port, pid, database.server_pid)


def bare(folder: Path, answer: httpx.Response) -> Server:
    """A bare ASGI application that sends that answer."""
    told = folder / "answer.json"
    headers = [(name, value) for name, value in answer.headers.items() if name != "date"]
    told.write_text(json.dumps({"headers": headers, "body": answer.text}), encoding="utf-8")
    return _uvicorn("bench.peers.bare:app", {"BARE_ANSWER": str(told)})


def tutorial(path: Path) -> Server:
    """The application of the tutorials on that SQLite file."""
    return _uvicorn("bench.peers.tutorial:app", {"TUTORIAL_DATABASE": str(path)})


@contextmanager
def datasette(folder: Path, path: Path) -> Iterator[Running]:
    """Datasette on that SQLite file, with its queries and with time enough for each of them."""
    port, told = free_port(), folder / METADATA_NAME
    told.write_text(json.dumps(metadata(path)), encoding="utf-8")
    options = ["--metadata", str(told), "--port", str(port)]
    for name, value in (("suggest_facets", "off"), ("sql_time_limit_ms", "60000"), ("facet_time_limit_ms", "60000")):
        options += ["--setting", name, value]
    with started([str(_BIN / "datasette"), "serve", str(path), *options], {}, port) as pid:
        yield Running(port, pid)


@contextmanager
def _uvicorn(application: str, settings: Mapping[str, str]) -> Iterator[Running]:
    port = free_port()
    with started([*_UVICORN, str(port), application], settings, port) as pid:
        yield Running(port, pid)
