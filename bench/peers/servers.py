"""Starting the service and its peers, each in a process of its own, on a port of its own, on the first core."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import click
import httpx

from app.settings import CHECKOUT

Running = AbstractContextManager[tuple[int, int]]
"""A server for as long as the block lasts: its port and its process."""

_PATIENCE_SECONDS = 120
_NEWEST = (
    "SELECT record.body FROM stakeholder JOIN involvement ON involvement.stakeholder_id = stakeholder.id AND involvement.part = 'actor'"
    " JOIN claim ON claim.id = involvement.claim_id JOIN record ON record.noun = 'claims' AND record.item_id = claim.id"
    " WHERE stakeholder.slug = :actor ORDER BY claim.reported_on DESC, claim.id LIMIT 20"
)
_UVICORN = [sys.executable, "-m", "uvicorn", "--no-access-log", "--no-server-header", "--log-level", "warning", "--port"]


@contextmanager
def _started(command: Sequence[str], environment: Mapping[str, str], port: int) -> Iterator[tuple[int, int]]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("FACTS_")}
    pinned = ["taskset", "--cpu-list", "0", *command] if shutil.which("taskset") else list(command)
    settings = {**own, "PYTHONPATH": str(CHECKOUT), **environment}
    with subprocess.Popen(pinned, env=settings, stdout=subprocess.DEVNULL, cwd=CHECKOUT) as process:  # noqa: S603 (our own commands)
        try:
            _wait_for(port)
            yield port, process.pid
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise click.ClickException(f"nothing answers at port {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def facts(path: Path, cache_bytes: int) -> Running:
    """This service on the SQLite file at ``path``."""
    port = _free_port()
    settings = {"FACTS_DATABASE_URL": f"sqlite:///{path}", "FACTS_PORT": str(port), "FACTS_CACHE_BYTES": str(cache_bytes)}
    return _started([str(Path(sys.executable).with_name("facts")), "serve", "--no-prepare"], settings, port)


def bare(folder: Path, answer: httpx.Response) -> Running:
    """A bare ASGI application that sends that answer."""
    port, told = _free_port(), folder / "answer.json"
    headers = [(name, value) for name, value in answer.headers.items() if name != "date"]
    told.write_text(json.dumps({"headers": headers, "body": answer.text}), encoding="utf-8")
    return _started([*_UVICORN, str(port), "bench.peers.bare:app"], {"BARE_ANSWER": str(told)}, port)


def tutorial(path: Path) -> Running:
    """The application of the tutorials on the same file."""
    port = _free_port()
    return _started([*_UVICORN, str(port), "bench.peers.tutorial:app"], {"TUTORIAL_DATABASE": str(path)}, port)


def datasette(folder: Path, path: Path) -> Running:
    """Datasette on the same file, with the newest claims of an actor as its canned query ``newest``."""
    port, metadata = _free_port(), folder / "metadata.json"
    metadata.write_text(json.dumps({"databases": {path.stem: {"queries": {"newest": {"sql": _NEWEST}}}}}), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("datasette")), "serve", str(path), "--metadata", str(metadata), "--port", str(port)]
    return _started(command, {}, port)
