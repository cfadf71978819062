"""The commands as they are called at a terminal: in this process, or in one of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from click.testing import CliRunner, Result

from app.cli import main
from app.settings import CHECKOUT

FACTS = Path(sys.executable).with_name("facts")
PATIENCE_SECONDS = 30


def facts(*arguments: str | Path, **settings: object) -> Result:
    """Call a command here, with settings beside those of the environment; what is no exit is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment(settings))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def complaint(result: Result) -> str:
    """What a command said that failed: one line."""
    assert result.exit_code == 1, result.output
    lines = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1
    assert result.stderr.endswith(f"{lines[0]}\n")
    return lines[0]


def complaints(result: Result) -> list[str]:
    """What a command said that failed because of several things: one line for each."""
    assert result.exit_code == 1, result.output
    return result.stderr.partition("Error: ")[2].splitlines()


def environment(settings: dict[str, object]) -> dict[str, str]:
    """Settings as environment variables: database_url=… becomes FACTS_DATABASE_URL."""
    return {f"FACTS_{name.upper()}": str(value) for name, value in settings.items()}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(*arguments: str, **settings: object) -> subprocess.Popen[str]:
    """Start a command in a process of its own, with these settings alone."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FACTS_")}
    return subprocess.Popen(  # noqa: S603 (our own command)
        [FACTS, *arguments],
        cwd=CHECKOUT,
        env=ours | environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def served(**settings: object) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
    """The service in a process of its own, once it is ready, and a client of it; it is stopped at the end."""
    port = free_port()
    process = start("serve", **{"port": port, **settings})
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
            wait_until_ready(client, process)
            yield client, process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_SECONDS)


def wait_until_ready(client: httpx.Client, process: subprocess.Popen[str]) -> None:
    """Return when the service says that it is ready; fail with what it said where it ends instead."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[1]
        try:
            if client.get("/readyz").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise TimeoutError
