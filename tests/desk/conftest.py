"""Fixtures of the desk."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.desk.desk import Desk, desk_on


@pytest.fixture
def desk_that_caches(own_engine: Engine) -> Iterator[Desk]:
    """A desk over a copy of the seeded database, as it is served."""
    with desk_on(own_engine) as desk:
        yield desk


@pytest.fixture
def desk(own_engine: Engine) -> Iterator[Desk]:
    """A desk over a copy of the seeded database. Nothing is kept in memory: others may be answered from there for a second."""
    with desk_on(own_engine, cache_bytes=0) as desk:
        yield desk
