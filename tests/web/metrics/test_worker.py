"""The numbers of several workers are one sum, which never becomes smaller while they come and go."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.asking import AS_IT_IS
from tests.cli.terminal import PATIENCE_SECONDS, served
from tests.web.metrics.scraped import Scraped, wait_for_the_mark


@contextmanager
def worker(url: str, folder: Path) -> Iterator[TestClient]:
    """One of several workers."""
    app = create_app(Settings(database_url=url, metrics=True), folder)
    with TestClient(app, headers=AS_IT_IS) as client:
        wait_for_the_mark(client)
        yield client


def test_whoever_is_asked_tells_what_all_have_counted(seeded_url: str, tmp_path: Path) -> None:
    with worker(seeded_url, tmp_path) as first, worker(seeded_url, tmp_path) as second:
        for _ in range(3):
            first.get("/topics")
        Scraped(first)
        for _ in range(4):
            second.get("/topics")
        scraped = Scraped(second)
        assert scraped.requests()["GET", "/topics", "200"] == 7
        assert scraped.value("facts_request_duration_seconds_count", route="/topics") == 7
        assert scraped.value("facts_cache_hits_total") == 3
        assert scraped.value("facts_cache_entries") == 2
        assert scraped.value("facts_workers") == 2
        assert scraped.value("facts_revision") == 1
        assert Scraped(first).requests()["GET", "/topics", "200"] == 7


def test_workers_tell_each_other_by_themselves(seeded_url: str, tmp_path: Path) -> None:
    with worker(seeded_url, tmp_path) as first, worker(seeded_url, tmp_path) as second:
        first.get("/topics")
        until = monotonic() + PATIENCE_SECONDS
        while Scraped(second).requests().get(("GET", "/topics", "200")) != 1:
            assert monotonic() < until
            sleep(0.1)


def test_what_a_worker_counted_stays_when_it_stops(seeded_url: str, tmp_path: Path) -> None:
    with worker(seeded_url, tmp_path) as first:
        with worker(seeded_url, tmp_path) as second:
            for _ in range(3):
                second.get("/topics")
        scraped = Scraped(first)
    assert scraped.requests() == {("GET", "/topics", "200"): 3}
    assert (scraped.value("facts_cache_entries"), scraped.value("facts_workers")) == (0, 1)


def test_what_a_worker_held_goes_when_it_was_killed(seeded_url: str, tmp_path: Path) -> None:
    with worker(seeded_url, tmp_path) as killed:
        for _ in range(3):
            killed.get("/topics")
        Scraped(killed)
        (left,) = tmp_path.glob("*.json")
        told = left.read_text()
    left.write_text(told)
    with worker(seeded_url, tmp_path) as first:
        assert Scraped(first).value("facts_workers") == 2
        long_ago = time.time() - 11
        os.utime(left, (long_ago, long_ago))
        scraped = Scraped(first)
    assert scraped.requests()["GET", "/topics", "200"] == 3
    assert (scraped.value("facts_cache_entries"), scraped.value("facts_workers")) == (0, 1)


def test_one_worker_leaves_no_file(seeded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = create_app(Settings(database_url=seeded_url, metrics=True))
    with TestClient(app) as client:
        assert Scraped(client).value("facts_workers") == 1
    app.state.service.reads.close()
    assert list(tmp_path.iterdir()) == []


def test_workers_of_one_command_add_up_and_never_go_back(own_engine: Engine) -> None:
    url, asked, seen = own_engine.url.render_as_string(hide_password=False), 40, list[float]()
    with served(database_url=url, metrics="true", workers=2) as (client, _):
        address, until = client.base_url, monotonic() + PATIENCE_SECONDS
        for _ in range(asked):
            with httpx.Client(base_url=address) as another:  # a connection of its own: whichever worker takes it
                another.get("/topics")
                seen.append(Scraped(another).value("facts_requests_total", method="GET", route="/topics", status="200"))
        while seen[-1] < asked:
            assert monotonic() < until
            sleep(0.2)
            with httpx.Client(base_url=address) as another:
                scraped = Scraped(another)
            seen.append(scraped.value("facts_requests_total", method="GET", route="/topics", status="200"))
        assert Scraped(client).value("facts_workers") == 2
    assert seen == sorted(seen)
    assert seen[-1] == asked
