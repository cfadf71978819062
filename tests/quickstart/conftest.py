"""A service whose claims were partly corrected and retracted, and the quick starts in a folder where they find it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.engine import open_engine
from app.ingest.files import DataFiles
from app.model import Scope
from tests.clients.live import prepare
from tests.desk.desk import key_for
from tests.docs.conftest import running
from tests.docs.console import Shell
from tests.docs.markdown import QUICK_STARTS
from tests.docs.recording import Asked
from tests.quickstart.service import Service


@pytest.fixture(scope="session")
def seeded(seed_files: DataFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the seed that nobody connects to."""
    path = tmp_path_factory.mktemp("quickstart") / "facts.sqlite"
    prepare(f"sqlite:///{path}", seed_files)
    return path


@pytest.fixture
def database(seeded: Path, tmp_path: Path) -> str:
    """The URL of a copy of it."""
    (tmp_path / "facts.sqlite").write_bytes(seeded.read_bytes())
    return f"sqlite:///{tmp_path}/facts.sqlite"


@pytest.fixture(scope="session")
def service(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with a corrected and a retracted claim, which keeps a record of what it is asked."""
    path, record = tmp_path_factory.mktemp("service") / "facts.sqlite", list[Asked]()
    path.write_bytes(seeded.read_bytes())
    url = f"sqlite:///{path}"
    engine = open_engine(url)
    key = key_for(engine, Scope.PUBLISH)
    engine.dispose()
    with running(url, record, cache_seconds=0) as address:
        service = Service(address, url, record)
        service.correct_and_retract(key)
        yield service


@pytest.fixture
def shell(service: Service, tmp_path: Path) -> Shell:
    """A shell in a folder with the files of the quick starts."""
    shell = shell_in(tmp_path, service.address)
    for file in QUICK_STARTS.iterdir():
        shell.write(file.name, file.read_text(encoding="utf-8").removesuffix("\n"), "w")
    service.record.clear()
    return shell


def shell_in(folder: Path, address: str, **environment: str) -> Shell:
    """A shell in which python3 and facts are those of the tests."""
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    shell = Shell(folder, address, **environment)
    shell.environment["PATH"] = f"{folder}/.venv/bin:{shell.environment['PATH']}"
    return shell
