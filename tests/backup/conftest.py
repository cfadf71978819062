from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.backup.making import back_up
from app.backup.progress import unseen
from app.db.engine import open_engine
from tests.conftest import Databases


@pytest.fixture
def backup(own_engine: Engine, tmp_path: Path) -> Path:
    """A backup of the seed."""
    path = tmp_path / "backup.sqlite"
    back_up(own_engine, path, unseen)
    return path


@pytest.fixture
def bare_engine(databases: Databases) -> Iterator[Engine]:
    """A database without any table."""
    engine = open_engine(databases.create())
    yield engine
    engine.dispose()


@pytest.fixture
def both_kinds(tmp_path: Path, postgresql: str) -> dict[str, Databases]:
    """Databases of either kind, for tests that lead from one to the other."""
    return {"sqlite": Databases("sqlite", tmp_path, None), "postgresql": Databases("postgresql", tmp_path, postgresql)}
