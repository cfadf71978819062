"""The service in a process of its own, and the programs of others that read from it over HTTP."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import Session

from app.db.engine import open_engine, writing
from app.db.migrate import migrate
from app.ingest.files import DataFiles
from app.ingest.load import load
from bench.serving import server
from tests.asking import MOST
from tests.conftest import LOADED_AT

PATIENCE_SECONDS = 300
"""How long a program may take that is started cold on a busy machine; none comes near it."""

Row = list[str]


@dataclass(frozen=True, slots=True)
class Live:
    """A running service."""

    address: str

    def url(self, path: str) -> str:
        """A path as others are given it."""
        return f"{self.address}{path}"

    def get(self, path: str) -> httpx.Response:
        """The answer to a question that is in order."""
        return httpx.get(self.url(path), timeout=PATIENCE_SECONDS).raise_for_status()

    def records(self, question: str) -> list[dict[str, Any]]:
        """Every record that a question without a suffix finds, as JSON gives them; all must fit on one page."""
        page = self.get(f"{question}{'&' if '?' in question else '?'}limit={MOST}").json()
        assert page["next"] is None
        items: list[dict[str, Any]] = page["items"]
        return items

    def rows(self, path: str) -> list[Row]:
        """The header and the rows of a CSV, as a reader of Python's has them."""
        return list(csv.reader(io.StringIO(self.get(path).content.decode("utf-8-sig"), newline=""), strict=True))

    def save(self, path: str, file: Path) -> Path:
        """Download what is at ``path`` to ``file``."""
        file.write_bytes(self.get(path).content)
        return file


def prepare(url: str, files: DataFiles) -> str:
    """The database at ``url``, with these files loaded into it."""
    engine = open_engine(url)
    migrate(engine)
    with Session(writing(engine)) as session:
        load(session, files, LOADED_AT)
        session.commit()
    engine.dispose()
    return url


@contextmanager
def living(database_url: str) -> Iterator[Live]:
    """The service on that database, until the block is left."""
    with server(database_url) as running:
        live = Live(running.address)
        assert live.get("/readyz").is_success
        yield live


def program(name: str, package: str) -> str:
    """The path of a program; the test is skipped where it is not installed."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"no {name} here (on Debian: apt-get install {package})")
    return path


def run(*command: str | Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a program of somebody else's to its end, whatever that is."""
    return subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE_SECONDS, check=False)  # noqa: S603 (chosen by tests)


def printed(*command: str | Path, given: bytes | None = None) -> str:
    """What a program prints that succeeds."""
    done = run(*command, given=given)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()
