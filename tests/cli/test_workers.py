"""Several processes that serve one database: what one of them keeps is never behind what another has changed."""

from collections.abc import Iterator
from contextlib import ExitStack
from time import monotonic, sleep

import httpx
import pytest
from sqlalchemy import Engine

from app.ingest.files import DataFiles
from tests.cli.terminal import served
from tests.conftest import LOADED_AT
from tests.db.test_search_index import reworded
from tests.db.test_watch import BOUND_SECONDS, PATIENCE_SECONDS
from tests.serving import load_files

ADDRESS = "/claims?claimant=China&kind=position&sort=published"


@pytest.fixture
def workers(own_engine: Engine) -> Iterator[list[httpx.Client]]:
    """Clients of two processes that serve the same database."""
    url = own_engine.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        yield [stack.enter_context(served(database_url=url))[0] for _ in range(2)]


def test_no_worker_answers_from_before_a_change(workers: list[httpx.Client], own_engine: Engine, seed_files: DataFiles) -> None:
    payload = next(claim for claim in seed_files.reports[0].payload.claims if "economic migrants" in claim.statement)
    for number in range(4):
        for client in workers:
            for _ in range(4):
                client.get(ADDRESS)  # by now it is kept
        statement = f"They come for wages, told for the time {number}."
        load_files(own_engine, reworded(seed_files, payload.key, statement), LOADED_AT)
        if own_engine.dialect.name == "postgresql":
            sleep(BOUND_SECONDS)
        for client in workers:
            assert statement in {item["statement"] for item in client.get(ADDRESS).json()["items"]}


def test_answers_never_go_back_while_the_data_change(workers: list[httpx.Client], own_engine: Engine, seed_files: DataFiles) -> None:
    payload = next(claim for claim in seed_files.reports[0].payload.claims if "economic migrants" in claim.statement)
    seen: dict[int, list[int]] = {0: [], 1: []}
    until = monotonic() + PATIENCE_SECONDS
    for number in range(1, 4):
        load_files(own_engine, reworded(seed_files, payload.key, f"They come for wages: {number}."), LOADED_AT)
        for _ in range(20):
            for index, client in enumerate(workers):
                told = [item["version"] for item in client.get(ADDRESS).json()["items"] if item["statement"].startswith("They come")]
                seen[index] += told
        assert monotonic() < until
    assert all(versions == sorted(versions) for versions in seen.values())
    assert all(versions for versions in seen.values())
