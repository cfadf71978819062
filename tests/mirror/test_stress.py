"""Writers who write, a service that is killed, a mirror that is killed: nothing is lost, nothing is done twice, and both are the same.

Real processes on loopback. There is no other clock in it than the number of kills.
"""

import itertools
import re
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from time import sleep
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import writing
from app.editorial.keys import create_key
from app.model import Scope
from tests.cli.terminal import facts, free_port, start, wait_until_ready
from tests.conftest import Databases

WRITERS = 8
KILLS = 10
MIRROR_IS_KILLED_AT = (3, 7)


class Writer:
    """Writes stakeholders, and each of them once more; asks again with the same key until it is told that it was done."""

    def __init__(self, number: int, url: str, token: str, is_over: Event) -> None:
        self.number = number
        self.is_over = is_over
        self.done: dict[str, list[str]] = {}
        """The names that each stakeholder was given, as far as they were acknowledged."""
        self._client = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30)

    def run(self) -> None:
        """Write until it is over."""
        with self._client:
            for turn in itertools.count():
                own = f"writer-{self.number}-{turn}"
                self._send("POST", "/stakeholders", f"{own}-made", {"id": own, "name": own, "kind": "ngo"}, 201)
                self.done[own] = [own]
                self._send("PATCH", f"/stakeholders/{own}?note=Renamed", f"{own}-renamed", {"name": f"{own} renamed"}, 200)
                self.done[own].append(f"{own} renamed")
                if self.is_over.is_set():
                    return

    def _send(self, method: str, path: str, key: str, content: dict[str, str], status: int) -> None:
        headers = {"Idempotency-Key": key, "If-Match": "*"}
        while True:
            try:
                answer = self._client.request(method, path, json=content, headers=headers)
            except httpx.TransportError:
                sleep(0.05)
                continue
            if answer.status_code < 500:
                assert answer.status_code == status, answer.text
                return


@pytest.fixture
def mirror_url(databases: Databases) -> str:
    return databases.create()


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def all_changes(client: httpx.Client) -> Iterator[dict[str, Any]]:
    after = 0
    while items := client.get(f"/changes?after={after}&limit=500").json()["items"]:
        yield from items
        after = items[-1]["seq"]


def test_nothing_is_lost_or_done_twice_however_often_everything_is_killed(own_engine: Engine, mirror_url: str) -> None:
    url = own_engine.url.render_as_string(hide_password=False)
    with Session(writing(own_engine)) as session:
        token = create_key(session, "writers", [Scope.PUBLISH], datetime.now(UTC), None)
        session.commit()
    own_engine.dispose()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {"port": port, "database_url": url}
    running = {
        "source": start("serve", "--no-prepare", **settings),
        "mirror": start("mirror", address, "--follow", database_url=mirror_url),
    }
    is_over = Event()
    writers = [Writer(number, address, token, is_over) for number in range(WRITERS)]
    try:
        with httpx.Client(base_url=address, timeout=30) as client, ThreadPoolExecutor(WRITERS) as threads:
            wait_until_ready(client, running["source"])
            writing_now = [threads.submit(writer.run) for writer in writers]
            try:
                for number in range(KILLS):
                    sleep(0.4)
                    kill(running["source"])
                    running["source"] = start("serve", "--no-prepare", **settings)
                    wait_until_ready(client, running["source"])
                    if number in MIRROR_IS_KILLED_AT:
                        kill(running["mirror"])
                        running["mirror"] = start("mirror", address, "--follow", database_url=mirror_url)
            finally:
                is_over.set()
            for each in writing_now:
                each.result()
            kill(running["mirror"])
            changes = list(all_changes(client))
            assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1))
            told = {own: [change["record"]["name"] for change in changes if change["id"] == own] for each in writers for own in each.done}
            assert told == {own: names for writer in writers for own, names in writer.done.items()}
            assert len(told) >= WRITERS
            caught_up = facts("mirror", address, "--once", database_url=mirror_url)
            taken, has = map(int, re.findall(r"(\d+) changes taken, (\d+) in all", caught_up.stderr)[-1])
            assert (taken < has, has) == (True, len(changes))
            verified = facts("mirror", address, "--verify", database_url=mirror_url)
            assert verified.exit_code == 0
            assert "0 differ; 0 are not here yet" in verified.stderr
    finally:
        for process in running.values():
            if process.poll() is None:
                kill(process)
