"""A service that every generated client reads from and writes to."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.db.engine import open_engine
from app.ingest.files import DataFiles
from app.model import Scope
from tests.clients.live import Live, living, prepare
from tests.desk.desk import key_for


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running service, and a key that may publish there."""

    live: Live
    key: str


@pytest.fixture(scope="session")
def newsroom(seed_files: DataFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The service on the seed."""
    url = prepare(f"sqlite:///{tmp_path_factory.mktemp('newsroom')}/facts.sqlite", seed_files)
    engine = open_engine(url)
    key = key_for(engine, Scope.PUBLISH)
    engine.dispose()
    with living(url) as live:
        yield Newsroom(live, key)
