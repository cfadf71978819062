"""Fixtures of the desk."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.desk.desk import Desk, desk_on


@pytest.fixture
def desk(own_engine: Engine) -> Iterator[Desk]:
    """A desk over a copy of the seeded database."""
    with desk_on(own_engine) as desk:
        yield desk
