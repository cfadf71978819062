"""Whether the databases admit as many connections as the workers may hold, said when the service starts."""

import pytest
from sqlalchemy import Engine

from app.cli.connections import warn_of_connections
from app.db.engine import open_engine
from app.settings import Settings
from tests.cli.terminal import free_port
from tests.conftest import Databases


@pytest.fixture
def engine(databases: Databases) -> Engine:
    """A database of each kind; PostgreSQL admits 97 connections as it comes."""
    return open_engine(databases.create())


def warnings(capsys: pytest.CaptureFixture[str], engine: Engine, **settings: object) -> list[str]:
    url = engine.url.render_as_string(hide_password=False)
    warn_of_connections(Settings.model_validate({"database_url": url, **settings}), engine)
    engine.dispose()
    return capsys.readouterr().err.splitlines()


def test_nothing_is_said_when_there_are_enough(capsys: pytest.CaptureFixture[str], engine: Engine) -> None:
    assert warnings(capsys, engine, workers=10, database_pool=8) == []


def test_warning_is_one_line_when_the_workers_may_hold_more_than_there_are(capsys: pytest.CaptureFixture[str], engine: Engine) -> None:
    told = warnings(capsys, engine, workers=11, database_pool=8)
    assert len(told) == (engine.dialect.name == "postgresql")
    for line in told:
        assert line.startswith("warning: the workers may hold 99 connections and postgresql+psycopg://")
        assert "admits 97" in line


def test_replica_is_counted_without_watches(capsys: pytest.CaptureFixture[str], engine: Engine) -> None:
    if engine.dialect.name == "postgresql":
        url = engine.url.render_as_string(hide_password=False)
        told = warnings(capsys, engine, read_database_url=url, workers=7, database_pool=14)
        assert [line.partition(" connections")[0] for line in told] == [
            "warning: the workers may hold 105",
            "warning: the workers may hold 98",
        ]


def test_replica_that_does_not_answer_is_named_without_its_password(capsys: pytest.CaptureFixture[str], engine: Engine) -> None:
    if engine.dialect.name == "postgresql":
        url = f"postgresql://someone:secret@127.0.0.1:{free_port()}/facts"
        (told,) = warnings(capsys, engine, read_database_url=url)
        assert told.startswith("warning: the database postgresql+psycopg://someone:***@127.0.0.1:")
        assert "until it answers, FACTS_DATABASE_URL is read" in told
