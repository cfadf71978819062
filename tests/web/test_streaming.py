"""Exports of everything: streamed in bounded memory and whole, whatever their length."""

import csv
import io
import json
from collections.abc import Iterator
from typing import NamedTuple

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.db.engine import open_engine
from app.model import Claim
from bench.generate import fill
from bench.serving import CAN_MEASURE, Server, server

CLAIMS = 10_000
"""Thirty megabytes of records: to hold them all would not go unseen."""
MOST_GROWTH = 16 * 2**20
EXPORTS = ("/claims.csv", "/claims.ndjson", "/claims.ndjson?sort=event_date")

pytestmark = pytest.mark.skipif(not CAN_MEASURE, reason="the memory of a process cannot be measured here")


class Running(NamedTuple):
    """A server, and the ids of the claims that it serves, the newest first."""

    server: Server
    newest: list[str]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server on SQLite in a process of its own, warmed up."""
    url = f"sqlite:///{tmp_path_factory.mktemp('many') / 'claims.sqlite'}"
    fill(url, CLAIMS)
    engine = open_engine(url)
    with Session(engine) as session:
        newest = list(session.execute(select(col(Claim.public_id)).order_by(col(Claim.reported_on).desc(), col(Claim.id))).scalars())
    engine.dispose()
    with server(url) as started:
        for path in EXPORTS:
            started.measure(path.partition("?")[0] + "?q=refugees")
        yield Running(started, newest)


def read(running: Running, path: str) -> str:
    answer = httpx.get(f"{running.server.address}{path}", timeout=120)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", EXPORTS)
def test_memory_does_not_grow_with_the_length_of_an_export(path: str, running: Running) -> None:
    answer = running.server.measure(path)
    assert answer.status == 200
    assert answer.lines == CLAIMS + path.startswith("/claims.csv")
    assert answer.growth < MOST_GROWTH


def test_every_claim_is_there_once_and_in_order(running: Running) -> None:
    claims = [json.loads(line) for line in read(running, "/claims.ndjson").split("\n") if line]
    assert [claim["id"] for claim in claims] == running.newest
    assert all(claim["attribution"] for claim in claims)


def test_csv_has_the_same_claims_in_the_same_order(running: Running) -> None:
    rows = list(csv.DictReader(io.StringIO(read(running, "/claims.csv?sort=published&fields=kind"), newline="")))
    claims = [json.loads(line) for line in read(running, "/claims.ndjson?sort=published&fields=kind").split("\n") if line]
    assert len(rows) == CLAIMS
    assert [(row["id"], row["attribution"], row["kind"]) for row in rows] == [
        (claim["id"], claim["attribution"], claim["kind"]) for claim in claims
    ]


@pytest.mark.parametrize("sort", ["-published", "published", "event_date", "-updated"])
def test_export_goes_on_where_it_broke_off(sort: str, running: Running) -> None:
    whole = read(running, f"/claims.ndjson?sort={sort}&fields=id")
    received = whole[: len(whole) * 2 // 3]
    lines = received.split("\n")[:-1]
    rest = read(running, f"/claims.ndjson?sort={sort}&fields=id&cursor={json.loads(lines[-1])['id']}")
    assert "".join(f"{line}\n" for line in lines) + rest == whole
