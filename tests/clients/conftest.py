"""Fixtures for the tests of clients: two services on loopback, for as long as the tests take."""

from collections.abc import Iterator

import pytest

from app.ingest.files import DataFiles
from tests.clients.hostile import hostile_database
from tests.clients.live import Live, living, prepare, program
from tests.clients.spreadsheets import Office


@pytest.fixture(scope="session")
def live(seed_files: DataFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The service on the seed."""
    with living(prepare(f"sqlite:///{tmp_path_factory.mktemp('live')}/facts.sqlite", seed_files)) as service:
        yield service


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The service on claims that a spreadsheet might not leave as they are."""
    with living(hostile_database(tmp_path_factory.mktemp("hostile"))) as service:
        yield service


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, as one who has never used it before."""
    return Office(program("soffice", "libreoffice-calc-nogui"), tmp_path_factory.mktemp("office"))
