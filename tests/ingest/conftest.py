from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.db.engine import open_engine
from app.db.migrate import migrate
from tests.conftest import Databases
from tests.ingest.folder import NOON, DataFolder, ferry_folder, seed_folder


@pytest.fixture
def seed(tmp_path: Path) -> DataFolder:
    """A copy of the seed."""
    return seed_folder(tmp_path / "seed")


@pytest.fixture
def ferry(tmp_path: Path) -> DataFolder:
    """A copy of the fictional folder."""
    return ferry_folder(tmp_path / "ferry")


@pytest.fixture(scope="session")
def ferry_template(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database with the fictional folder that nobody connects to."""
    url = databases.create()
    engine = open_engine(url)
    migrate(engine)
    ferry_folder(tmp_path_factory.mktemp("template") / "ferry").load(engine, NOON)
    engine.dispose()
    return url


@pytest.fixture
def ferry_engine(databases: Databases, ferry_template: str) -> Iterator[Engine]:
    """A database of a test's own with the fictional folder loaded."""
    engine = open_engine(databases.create(like=ferry_template))
    yield engine
    engine.dispose()
