"""Several workers behind one socket: prepared for once, started again when one dies, all stopped by one signal."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from tests.cli.terminal import PATIENCE_SECONDS, served
from tests.conftest import Databases

WORKERS = 2

Service = tuple[httpx.Client, subprocess.Popen[str]]


@pytest.fixture
def service(databases: Databases) -> Iterator[Service]:
    """The service with several workers, all of them running."""
    with served(database_url=databases.create(), workers=WORKERS) as (client, process):
        until_there_are_workers(process)
        yield client, process


def workers_of(process: subprocess.Popen[str]) -> set[int]:
    """The processes of its workers."""
    children = told_of(process.pid, f"task/{process.pid}/children").split()
    return {int(child) for child in children if "spawn_main" in told_of(int(child), "cmdline")}


def told_of(pid: int, file: str) -> str:
    """What the kernel tells of a process; nothing of one that has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def is_serving(worker: int) -> bool:
    """Whether it is its own server that decides what SIGTERM does."""
    caught = told_of(worker, "status").partition("SigCgt:")[2].split()
    return bool(caught) and bool(int(caught[0], 16) >> (signal.SIGTERM - 1) & 1)


def until_there_are_workers(process: subprocess.Popen[str], without: int | None = None) -> set[int]:
    until = monotonic() + PATIENCE_SECONDS
    while len(workers := {worker for worker in workers_of(process) - {without} if is_serving(worker)}) < WORKERS:
        assert monotonic() < until
        sleep(0.05)
    return workers


def are_gone(workers: set[int]) -> bool:
    return not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def test_database_is_prepared_once(service: Service) -> None:
    client, process = service
    assert client.get("/claims").status_code == 200
    process.terminate()
    said = process.communicate(timeout=PATIENCE_SECONDS)[1]
    assert said.count("Loaded ") == 1
    assert said.count("Serving at ") == 1


def test_dead_worker_is_started_again(service: Service) -> None:
    client, process = service
    before = workers_of(process)
    killed = min(before)
    os.kill(killed, signal.SIGKILL)
    after = until_there_are_workers(process, without=killed)
    assert before - after == {killed}
    assert client.get("/claims").status_code == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_all_workers_stop_when_the_service_is_told_to(service: Service, how: signal.Signals) -> None:
    _, process = service
    workers = workers_of(process)
    for told in (process.pid, *(workers if how is signal.SIGINT else ())):  # Ctrl-C at a terminal is told to all of them
        os.kill(told, how)
    said = process.communicate(timeout=PATIENCE_SECONDS)[1]
    assert process.returncode == 0
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said
    assert are_gone(workers)
