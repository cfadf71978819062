"""Reads from a replica: never older than the primary, and never refused because the replica fails."""

import socket
from collections.abc import Iterator
from time import monotonic, sleep

import pytest
from fastapi import Request
from sqlalchemy import Engine, func, select, text, true
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.errors import DatabaseFailedError
from app.db.migrate import migrate
from app.db.reads import asking_primary
from app.db.snapshot import Source
from app.main import create_app
from app.settings import Settings
from app.web.service import Service, service_of
from tests.db.test_watch import BOUND_SECONDS, PATIENCE_SECONDS, change
from tests.ingest.folder import NOON, ferry_folder
from tests.replication import PostgreSQL, caught_up, replicated

Pair = tuple[PostgreSQL, PostgreSQL]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A primary with the fictional folder, and its replica."""
    with replicated() as (primary, replica):
        engine = open_engine(primary.url)
        migrate(engine)
        ferry_folder(tmp_path_factory.mktemp("replicated") / "ferry").load(engine, NOON)
        engine.dispose()
        primary.ask("CREATE TABLE scratch (id integer)")
        yield primary, replica


@pytest.fixture
def pair(servers: Pair) -> Iterator[Pair]:
    """The same, both running and of one state before and after."""
    caught_up(*servers)
    yield servers
    for server in servers:
        if not server.is_running():
            server.start()
    servers[1].ask("SELECT pg_wal_replay_resume()")


@pytest.fixture
def client(pair: Pair) -> Iterator[TestClient]:
    """A client of the service that reads from the replica, once it does."""
    primary, replica = pair
    app = create_app(Settings(database_url=primary.url, read_database_url=replica.url, cache_bytes=0))
    app.add_api_route("/fragile", fragile)
    with TestClient(app) as client:
        until_read_from(client, Source.REPLICA)
        yield client


@pytest.fixture
def engine(pair: Pair) -> Iterator[Engine]:
    """The primary, for those who write."""
    engine = open_engine(pair[0].url)
    yield engine
    engine.dispose()


def read_from(client: TestClient) -> Source:
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.text
    return Source(answer.json()["source"])


def until_read_from(client: TestClient, source: Source) -> None:
    until = monotonic() + PATIENCE_SECONDS
    while read_from(client) is not source:
        assert monotonic() < until
        sleep(0.02)


def revision_told(client: TestClient) -> int:
    return int(client.get("/readyz").json()["revision"])


def fragile(request: Request, what: str, on: str) -> dict[str, str]:
    """An answer in the middle of which ``what`` is asked of the server at the address ``on``, where it is read from the replica."""
    with service_of(request).snapshot(request) as snapshot:
        snapshot.rows(select(func.count()).select_from(text("scratch")))
        if snapshot.source is Source.REPLICA:
            ((pid,),) = snapshot.rows(select(func.pg_backend_pid()))
            other = open_engine(on)
            with other.connect() as connection:
                connection.execute(text(what.replace("PID", str(pid))))
                connection.commit()
            other.dispose()
            snapshot.rows(select(func.pg_sleep(PATIENCE_SECONDS)))
        return {"source": snapshot.source}


def test_replica_is_read_while_it_has_the_revision_of_the_primary(client: TestClient) -> None:
    assert [read_from(client) for _ in range(3)] == [Source.REPLICA] * 3


def test_change_is_seen_in_time_while_the_replica_does_not_replay(client: TestClient, pair: Pair, engine: Engine) -> None:
    primary, replica = pair
    replica.ask("SELECT pg_wal_replay_pause()")
    change(engine)
    sleep(BOUND_SECONDS)
    assert revision_told(client) == primary.revision() == replica.revision() + 1
    assert read_from(client) is Source.PRIMARY
    replica.ask("SELECT pg_wal_replay_resume()")
    until_read_from(client, Source.REPLICA)
    assert revision_told(client) == primary.revision()


def test_every_change_is_seen_in_time(client: TestClient, pair: Pair, engine: Engine) -> None:
    for _ in range(3):
        change(engine)
        sleep(BOUND_SECONDS)
        assert revision_told(client) == pair[0].revision()


def test_primary_is_read_when_the_replica_is_lost_and_the_replica_when_it_is_back(client: TestClient, pair: Pair) -> None:
    _, replica = pair
    replica.kill()
    assert [client.get("/claims").status_code for _ in range(10)] == [200] * 10
    assert read_from(client) is Source.PRIMARY
    replica.start()
    until_read_from(client, Source.REPLICA)


def test_primary_is_asked_again_when_the_replica_ends_the_connection(client: TestClient, pair: Pair) -> None:
    answer = client.get("/fragile", params={"what": "SELECT pg_terminate_backend(PID)", "on": pair[1].url})
    assert answer.json() == {"source": "primary"}


def test_primary_is_asked_again_when_the_reading_is_in_the_way_of_what_is_replayed(client: TestClient, pair: Pair) -> None:
    answer = client.get("/fragile", params={"what": "ALTER TABLE scratch ALTER id DROP NOT NULL", "on": pair[0].url})
    assert answer.json() == {"source": "primary"}


def test_primary_is_not_asked_what_takes_the_replica_too_long(client: TestClient) -> None:
    service: Service = client.app.state.service  # type: ignore[attr-defined]  # the type of any ASGI application has no state

    def take_too_long() -> None:
        with service.reads.snapshot() as snapshot:
            assert snapshot.source is Source.REPLICA
            snapshot.rows(select(func.set_config("statement_timeout", "1", true())))
            snapshot.rows(select(func.pg_sleep(PATIENCE_SECONDS)))

    with pytest.raises(DatabaseFailedError, match="statement timeout"):
        take_too_long()


def test_replica_answers_alone_when_the_primary_is_lost(client: TestClient, pair: Pair) -> None:
    primary, _ = pair
    known = client.get("/claims").content
    primary.kill()
    assert [client.get("/claims").content for _ in range(10)] == [known] * 10
    until_read_from(client, Source.REPLICA_ALONE)
    assert client.get("/claims").content == known
    primary.start()
    until_read_from(client, Source.REPLICA)


def test_service_is_not_ready_when_neither_answers(client: TestClient, pair: Pair) -> None:
    for server in pair:
        server.kill()
    until = monotonic() + PATIENCE_SECONDS
    while client.get("/claims").status_code != 503:
        assert monotonic() < until
    assert client.get("/readyz").status_code == 503


def test_snapshot_is_that_of_the_primary_when_it_is_told_to(client: TestClient) -> None:
    service: Service = client.app.state.service  # type: ignore[attr-defined]  # the type of any ASGI application has no state
    with asking_primary(), service.reads.snapshot() as snapshot:
        assert snapshot.source is Source.PRIMARY
    with service.reads.snapshot() as snapshot:
        assert snapshot.source is Source.REPLICA


def test_replica_that_takes_long_to_fail_is_left_alone_for_a_while(pair: Pair) -> None:
    primary, _ = pair
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it takes connections, and says nothing on them
        silent.setblocking(False)  # noqa: FBT003 (the socket's own signature)
        url = f"postgresql://postgres@127.0.0.1:{silent.getsockname()[1]}/facts"
        with TestClient(create_app(Settings(database_url=primary.url, read_database_url=url, cache_bytes=0))) as client:
            until = monotonic() + PATIENCE_SECONDS
            while (tried := connections(silent)) == 0:
                assert read_from(client) is Source.PRIMARY
                assert monotonic() < until
            assert [read_from(client) for _ in range(10)] == [Source.PRIMARY] * 10
            assert connections(silent) + tried < 10


def connections(listener: socket.socket) -> int:
    """How many connections have come in since this was last asked."""
    count = 0
    while True:
        try:
            listener.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1
