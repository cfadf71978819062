"""Fixtures for the tests of bulk exports: each is built once from the seed on either database."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from app.db.engine import open_engine, writing
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.exports.catalog import DATABASE, PACKAGE, BulkExport
from app.exports.contents import contents_of
from app.main import create_app
from app.model import Stakeholder
from app.publishing.publish import publish
from app.settings import Settings

PUBLIC_URL = "https://facts.example"
CHANGED_AT = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)

Write = Callable[[BulkExport, Path], Path]


@pytest.fixture(scope="session")
def write_export(seeded_url: str) -> Iterator[Write]:
    """Writes an export of the seed at a path."""
    engine = open_engine(seeded_url)

    def write(export: BulkExport, path: Path) -> Path:
        with open_snapshot(engine, Memory()) as snapshot:
            export.write(path, contents_of(snapshot, PUBLIC_URL))
        return path

    yield write
    engine.dispose()


@pytest.fixture(scope="session")
def package(write_export: Write, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data package of the seed."""
    return write_export(PACKAGE, tmp_path_factory.mktemp("package") / PACKAGE.name)


@pytest.fixture(scope="session")
def sqlite_file(write_export: Write, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite snapshot of the seed."""
    return write_export(DATABASE, tmp_path_factory.mktemp("database") / DATABASE.name)


@pytest.fixture(scope="session")
def public_client(seeded_url: str) -> Iterator[TestClient]:
    """A client of the app at the same public address as the exports, with their own temporary folder."""
    app = create_app(Settings(database_url=seeded_url, public_url=PUBLIC_URL))
    with TestClient(app) as client:
        yield client
    app.state.service.reads.close()


@pytest.fixture
def rename_china() -> Callable[[Engine], None]:
    """Changes the data: what was revision 1 is revision 2."""
    moments = iter(CHANGED_AT + timedelta(days=days) for days in range(10))

    def rename(engine: Engine) -> None:
        with Session(writing(engine)) as session:
            china = session.exec(select(Stakeholder).where(col(Stakeholder.slug) == "china")).one()
            china.name = f"{china.name}!"
            assert publish(session, {"stakeholders": {china.id or 0}}, next(moments))
            session.commit()

    return rename
