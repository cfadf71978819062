"""The set-up of docs/operations.md with real processes: primary and replica, two workers, nginx; and what is seen when they fail."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from subprocess import Popen
from time import monotonic, sleep

import httpx
import pytest
from sqlalchemy import Engine

from app.db.engine import open_engine
from app.db.migrate import migrate
from app.ingest.files import DataFiles
from tests.cli.terminal import PATIENCE_SECONDS, free_port, start
from tests.conftest import LOADED_AT
from tests.db.test_search_index import reworded
from tests.db.test_watch import BOUND_SECONDS
from tests.deployment.nginx import PAGE, nginx
from tests.deployment.readers import Reader, bodies_by_etag, reading, too_old
from tests.replication import COPY, PostgreSQL, caught_up, replicated
from tests.serving import load_files

LIST = "/claims?claimant=China&kind=position&sort=published"
KEPT_SECONDS = 1
PROXY_BOUND_SECONDS = BOUND_SECONDS + KEPT_SECONDS + 6
"""nginx counts in whole seconds, and tells what it has while one request asks for newer: on a busy machine that takes a while."""


@dataclass
class Deployment:
    """Everything that runs, and the one who writes."""

    primary: PostgreSQL
    replica: PostgreSQL
    ports: tuple[int, int]
    files: DataFiles
    engine: Engine
    workers: list[Popen[str]] = field(default_factory=list)
    committed: dict[int, float] = field(default_factory=dict)
    """When each change was acknowledged, by its number."""

    def address(self, worker: int) -> str:
        """Where a worker answers."""
        return f"http://127.0.0.1:{self.ports[worker]}"

    def start_worker(self, worker: int) -> None:
        """Start a worker, and wait until it reads from the replica."""
        urls = {"database_url": self.primary.url, "read_database_url": self.replica.url}
        process = start("serve", "--no-prepare", port=self.ports[worker], cache_seconds=KEPT_SECONDS, database_pool=4, **urls)
        self.workers[worker : worker + 1] = [process]
        until = monotonic() + PATIENCE_SECONDS
        while source_at(self.address(worker)) != "replica":
            assert process.poll() is None, process.communicate()[1]
            assert monotonic() < until
            sleep(0.05)

    def change(self, times: int = 1) -> None:
        """Change the data, each time by a load of its own."""
        payload = next(claim for claim in self.files.reports[0].payload.claims if "economic migrants" in claim.statement)
        for number in range(len(self.committed) + 1, len(self.committed) + 1 + times):
            load_files(self.engine, reworded(self.files, payload.key, f"They come for wages, told for the time {number}."), LOADED_AT)
            self.committed[number] = monotonic()


def source_at(address: str) -> str | None:
    """Where the service at an address reads, once it answers."""
    try:
        return str(httpx.get(f"{address}/readyz", timeout=10).json().get("source"))
    except httpx.TransportError:
        return None


@pytest.fixture(scope="module")
def deployment(seed_files: DataFiles) -> Iterator[Deployment]:
    """One primary with a streaming replica, and two workers."""
    with replicated() as (primary, replica), ExitStack() as stack:
        engine = open_engine(primary.url)
        stack.callback(engine.dispose)
        migrate(engine)
        load_files(engine, seed_files, LOADED_AT)
        caught_up(primary, replica)
        made = Deployment(primary, replica, (free_port(), free_port()), seed_files, engine)
        stack.callback(stop_all, made.workers)
        for worker in range(len(made.ports)):
            made.start_worker(worker)
        yield made


def stop_all(workers: list[Popen[str]]) -> None:
    for worker in workers:
        worker.terminate()
        worker.communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def proxy(deployment: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx before the workers."""
    workers = {f"127.0.0.1:800{number + 1}": f"127.0.0.1:{port}" for number, port in enumerate(deployment.ports)}
    with nginx(tmp_path_factory.mktemp("nginx"), workers) as address:
        yield address


def test_representations_and_codings_stay_apart_behind_nginx(proxy: str) -> None:
    kinds: dict[tuple[str, str], httpx.Response] = {}
    for _ in range(3):
        for accept in ("application/json", "text/csv"):
            for coding in ("identity", "gzip", "br"):
                answer = httpx.get(f"{proxy}/claims?limit=20", headers={"Accept": accept, "Accept-Encoding": coding}).raise_for_status()
                assert answer.headers["Content-Type"].partition(";")[0] == accept
                assert answer.headers.get("Content-Encoding", "identity") == coding
                kinds[accept, coding] = answer
    assert len({answer.headers["ETag"] for answer in kinds.values()}) == len(kinds)
    for accept in ("application/json", "text/csv"):
        assert len({kinds[accept, coding].text for coding in ("identity", "gzip", "br")}) == 1


def test_nginx_answers_what_it_keeps_and_asks_whether_it_still_holds(proxy: str) -> None:
    address = f"{proxy}/topics?limit=5"
    answers = [httpx.get(address)]
    until = monotonic() + PATIENCE_SECONDS
    while {answer.headers["X-Cache"] for answer in answers} != {"MISS", "HIT", "REVALIDATED"}:
        answers.append(httpx.get(address))
        assert monotonic() < until
        sleep(0.1)
    (etag,) = {answer.headers["ETag"] for answer in answers}
    known = httpx.get(address, headers={"If-None-Match": etag})
    assert (known.status_code, known.content) == (304, b"")


def test_nginx_keeps_no_answer_to_a_request_with_credentials(proxy: str) -> None:
    for _ in range(2):
        answer = httpx.get(f"{proxy}/topics?limit=6", headers={"Authorization": "Bearer of-somebody"})
        assert answer.headers["X-Cache"] == "BYPASS"


def test_nothing_is_seen_of_failures_and_nothing_is_lost(deployment: Deployment, proxy: str) -> None:
    deployment.change()
    claim = next(item["url"] for item in httpx.get(f"{proxy}{LIST}").json()["items"] if "told for the time" in item["statement"])
    paths = (LIST, LIST.replace("/claims?", "/claims.csv?limit=50&"), claim, "/readyz")
    proxied = [Reader(proxy, paths) for _ in range(2)]
    direct = [Reader(deployment.address(worker), paths) for worker in range(len(deployment.ports))]
    with reading(*proxied, *direct):
        deployment.change(2)
        deployment.replica.ask("SELECT pg_wal_replay_pause()")
        deployment.change(2)
        sleep(BOUND_SECONDS)  # it is long enough behind for an answer from it to be too old
        deployment.replica.ask("SELECT pg_wal_replay_resume()")
        deployment.change()
        deployment.replica.kill()
        deployment.change(2)
        sleep(BOUND_SECONDS)
        deployment.workers[0].kill()
        deployment.workers[0].communicate()
        deployment.change(2)
        deployment.replica.start()
        deployment.start_worker(0)
        deployment.change(2)
        until_all_have_seen(len(deployment.committed), *proxied, *direct)
    for reader in direct:
        assert too_old(reader, deployment.committed, BOUND_SECONDS) == []
    for reader in proxied:
        assert reader.lost <= 1  # an answer that the killed worker was in the middle of is cut off
        assert too_old(reader, deployment.committed, PROXY_BOUND_SECONDS) == []
    for reader in (*proxied, *direct):
        assert {told.status for told in reader.told} == {200}
    assert [digests for digests in bodies_by_etag([*proxied, *direct]).values() if len(digests) > 1] == []
    caught_up(deployment.primary, deployment.replica)
    stored = "SELECT noun, item_id, version, revision, etag, body FROM record ORDER BY noun, item_id"
    assert deployment.primary.ask(stored) == deployment.replica.ask(stored)
    assert deployment.primary.revision() == 1 + len(deployment.committed)


def until_all_have_seen(number: int, *readers: Reader) -> None:
    """Wait until every reader was told of a change, and of the same change whatever it asked for."""
    until = monotonic() + PATIENCE_SECONDS
    while any(told.number != number for reader in readers for told in reader.latest()):
        assert monotonic() < until
        sleep(0.05)


def test_replica_is_made_as_the_page_says() -> None:
    assert COPY in PAGE.read_text(encoding="utf-8")
