"""Processes under measurement: started on a core of their own, and asked what they cost (Linux only)."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile

import click

from app.settings import CHECKOUT

SERVER_CORE = 0
CLIENT_CORE = 1
_PROC = Path("/proc")
_ALL_THREADS = 2
"""Makes the id of a process that of its clock, as ``clock_getcpuclockid(3)`` does; it counts nanoseconds, ``/proc`` only ticks."""
_TICKS = os.sysconf("SC_CLK_TCK")
_RETRY_SECONDS = 0.002


@contextmanager
def started(command: Sequence[str], settings: Mapping[str, str], port: int) -> Iterator[int]:
    """The id of a server that runs on one core until the block is left, which begins when it listens at ``port``.

    Of ``FACTS_*`` it knows only what ``settings`` say. Raises with what it said where it ends before it listens.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("FACTS_")}
    environment = {**inherited, "PYTHONPATH": str(CHECKOUT), **settings}
    with TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 (our own commands)
            pinned(command, SERVER_CORE), env=environment, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            while not _is_listening(port):
                if process.poll() is not None:
                    said.seek(0)
                    raise click.ClickException(f"{command[0]} did not start: {said.read().decode(errors='replace').strip()}")
                time.sleep(_RETRY_SECONDS)
            yield process.pid
        finally:
            process.terminate()
            process.wait()


def pinned(command: Sequence[str], core: int) -> list[str]:
    """The command on that core, where there is such a core and ``taskset`` to choose it."""
    can_pin = shutil.which("taskset") is not None and core < (os.cpu_count() or 1)
    return ["taskset", "--cpu-list", str(core), *command] if can_pin else list(command)


def stay_on(core: int) -> None:
    """Keep this process, and what it starts from now on, to that core, where there is such a core."""
    if core in os.sched_getaffinity(0):
        os.sched_setaffinity(0, {core})


@contextmanager
def on_every_core() -> Iterator[None]:
    """Let this process, and what it starts within, use all cores of the machine."""
    kept_to = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        os.sched_setaffinity(0, kept_to)


def cpu_seconds(pid: int) -> float:
    """The CPU time that a process and its children, those that have ended included, have used so far."""
    ended = sum(int(ticks) for ticks in _fields(pid)[13:15]) / _TICKS
    running = 0.0
    for child in _children(pid):
        with suppress(OSError):  # it has ended just now
            running += cpu_seconds(child)
    return time.clock_gettime(~pid << 3 | _ALL_THREADS) + ended + running


def resident_bytes(pid: int) -> int:
    """How much memory a process holds."""
    return _status(pid, "VmRSS")


def peak_bytes(pid: int) -> int:
    """The most memory that a process held since it began, or since :func:`forget_peak`."""
    return _status(pid, "VmHWM")


def forget_peak(pid: int) -> None:
    """Let the peak of a process begin at what it holds now."""
    (_PROC / str(pid) / "clear_refs").write_text("5")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _fields(pid: int) -> list[str]:
    """What the kernel tells of a process after its name, which may hold blanks: see ``proc_pid_stat(5)``, from its third field on."""
    return (_PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    return [int(child) for thread in (_PROC / str(pid) / "task").iterdir() for child in (thread / "children").read_text().split()]


def _status(pid: int, name: str) -> int:
    for line in (_PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise OSError(f"this kernel does not tell {name} of a process")
