"""How long PostgreSQL works for readers: one statement that takes too long is ended, and nothing else is."""

from collections.abc import Iterator

import pytest
from fastapi import Request
from sqlalchemy import Engine, func, select, text

from app.db.engine import open_engine
from app.db.errors import TookTooLongError
from app.db.memory import Memory
from app.db.revision import REVISION
from app.db.snapshot import open_snapshot
from app.web.service import service_of
from tests.serving import serving
from tests.web.refusals import refused

FOR_EVER = 600
MOST_SECONDS = 1
WITHIN_SECONDS = 0.4


@pytest.fixture
def url(own_engine: Engine) -> str:
    """The address of a PostgreSQL database with the seed."""
    if own_engine.dialect.name == "sqlite":
        pytest.skip("SQLite sets no limit")
    return own_engine.url.render_as_string(hide_password=False)


@pytest.fixture
def hasty(url: str) -> Iterator[Engine]:
    """The same database for readers who may take a second, over one connection."""
    engine = open_engine(url, pool=1, seconds=MOST_SECONDS)
    yield engine
    engine.dispose()


def slow(request: Request) -> None:
    """An answer that the database never has."""
    with service_of(request).snapshot(request) as snapshot:
        snapshot.rows(select(func.pg_sleep(FOR_EVER)))


@pytest.mark.usefixtures("url")
def test_answer_that_takes_too_long_is_a_problem_and_the_next_is_answered(own_engine: Engine) -> None:
    with serving(own_engine, database_pool=1, database_seconds=MOST_SECONDS, cache_bytes=0) as client:
        client.app.add_api_route("/slow", slow)  # type: ignore[attr-defined]  # the type of any ASGI application has no routes
        for _ in range(2):
            answer = client.get("/slow")
            problem = refused(client, answer, 503, "not-ready")
            assert "takes too long" in problem.detail
            assert int(answer.headers["Retry-After"]) > MOST_SECONDS
            assert "pg_sleep" not in answer.text
            assert client.get("/claims").status_code == 200


def test_statements_of_an_answer_are_ended_each_for_itself(hasty: Engine) -> None:
    with open_snapshot(hasty, Memory()) as snapshot:
        batches = snapshot.stream(select(func.generate_series(1, 2_500)))
        first = next(batches)
        for _ in range(3):  # together longer than one may take
            snapshot.rows(select(func.pg_sleep(WITHIN_SECONDS)))
        assert len(first) + sum(map(len, batches)) == 2_500


def test_snapshot_tells_what_takes_too_long_from_silence(hasty: Engine) -> None:
    with pytest.raises(TookTooLongError, match=r"ended a statement: .*statement timeout"), open_snapshot(hasty, Memory()) as snapshot:
        snapshot.rows(select(func.pg_sleep(FOR_EVER)))
    with open_snapshot(hasty, Memory()) as snapshot:
        assert snapshot.rows(REVISION)


def test_whoever_loads_takes_as_long_as_it_needs(url: str, hasty: Engine) -> None:
    engine = open_engine(url)
    with engine.connect() as unlimited, hasty.connect() as limited:
        assert unlimited.execute(text("SHOW statement_timeout")).scalar_one() == "0"
        assert limited.execute(text("SHOW statement_timeout")).scalar_one() == "1s"
    engine.dispose()
