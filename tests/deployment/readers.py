"""Readers that ask constantly, and what they were told."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle
from threading import Event, Thread
from time import monotonic

import httpx

CODINGS = ("identity", "gzip")
_NUMBER = re.compile(rb"told for the time (\d+)")
_REVISION = re.compile(rb'"revision":(\d+)')
"""Of what tells no number of the writer's: the first revision was there before."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: when it was asked for, in seconds of the monotonic clock, and which number of the writer's it tells."""

    asked_at: float
    question: tuple[str, str]
    status: int
    etag: str
    digest: str
    number: int


class Reader(Thread):
    """Asks one address for several things in turn, each in several codings, until it is told to stop. Lost connections are counted."""

    def __init__(self, address: str, paths: Iterable[str]) -> None:
        super().__init__()
        self.address = address
        self.told: list[Told] = []
        self.lost = 0
        self._questions = [(path, coding) for path in paths for coding in CODINGS]
        self._is_done = Event()

    def run(self) -> None:
        with httpx.Client(base_url=self.address, timeout=30) as client:
            for path, coding in cycle(self._questions):
                if self._is_done.wait(0.005):
                    return
                try:
                    self.told.append(self._ask(client, path, coding))
                except httpx.TransportError:
                    self.lost += 1

    def latest(self) -> list[Told]:
        """The last answer to each question."""
        return self.told[-len(self._questions) :]

    def stop(self) -> None:
        self._is_done.set()
        self.join()

    @staticmethod
    def _ask(client: httpx.Client, path: str, coding: str) -> Told:
        asked_at = monotonic()
        answer = client.get(path, headers={"Accept-Encoding": coding})
        number, revision = _NUMBER.search(answer.content), _REVISION.search(answer.content)
        return Told(
            asked_at,
            (path, coding),
            answer.status_code,
            answer.headers.get("etag", ""),
            sha256(answer.content).hexdigest(),
            int(number[1]) if number else int(revision[1]) - 1 if revision else 0,
        )


@contextmanager
def reading(*readers: Reader) -> Iterator[None]:
    """While the block runs, all of them ask."""
    for reader in readers:
        reader.start()
    try:
        yield
    finally:
        for reader in readers:
            reader.stop()


def too_old(reader: Reader, committed: dict[int, float], bound: float) -> list[tuple[Told, int]]:
    """The answers that lack a change which was committed more than ``bound`` seconds before they were asked for."""
    return [
        (told, least)
        for told in reader.told
        if told.number < (least := max((number for number, at in committed.items() if at + bound <= told.asked_at), default=0))
    ]


def bodies_by_etag(readers: Iterable[Reader]) -> dict[tuple[tuple[str, str], str], set[str]]:
    """The digests of all bodies that came for a question under an ETag."""
    found: dict[tuple[tuple[str, str], str], set[str]] = {}
    for reader in readers:
        for told in filter(lambda told: told.etag, reader.told):
            found.setdefault((told.question, told.etag), set()).add(told.digest)
    return found
