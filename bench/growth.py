"""Growth: the same questions to a database with a few claims and to one with many, by one client that waits for each answer."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice

from bench.goals import Findings, grows
from bench.peers import servers
from bench.peers.servers import Running
from bench.questions import COMMON_WORD, Questions, questions_on
from bench.reading import answer
from bench.setup import Setup
from bench.wrk import Asked, medians

_FEW = 40
PAGE = 10
"""Short enough that the few claims fill it too: both answers are as long."""
_STEP = 500
_DEEP = 20_000
"""How many claims are walked past to find deep pages, at most."""
_MILLISECONDS = 0.3
_SECONDS = 1


def measure(setup: Setup) -> Findings:
    """How much longer half of the answers take on many claims; and how long the first one takes, for which nothing was counted yet."""
    few, many = setup.fill(_FEW), setup.database
    with ExitStack() as stack:
        small, large = (stack.enter_context(servers.facts(database, 0)) for database in (few, many))
        small_paths, large_paths = (paths_at(server, questions_on(database)) for server, database in ((small, few), (large, many)))
        first = {f"first {kind} on {many.claims:,} claims": _first(large, paths[0]) for kind, paths in large_paths.items()}
        asked = [
            Asked(f"{kind}, {claims:,} claims", server, paths[kind], connections=1)
            for kind in large_paths
            for server, claims, paths in ((small, few.claims, small_paths), (large, many.claims, large_paths))
        ]
        told = medians("growth", asked, setup.rounds, _SECONDS)
    goals = [
        grows(
            f"{kind}, {few.claims:,} to {many.claims:,}",
            told[f"{kind}, {few.claims:,} claims"],
            told[f"{kind}, {many.claims:,} claims"],
            _MILLISECONDS,
        )
        for kind in large_paths
    ]
    return Findings(goals, told, first)


def paths_at(server: Running, questions: Questions) -> dict[str, list[str]]:
    """What is asked: of the most frequent actor, and for the most frequent word."""
    newest = f"/claims?actor={questions.actors[0]}&limit={PAGE}"
    return {
        "newest page": [newest],
        "deep page": [f"{newest}&cursor={cursor}" for cursor in _cursors(server, questions.actors[0])],
        "record by id": questions.records(),
        "facets": [f"{newest}&facets=kind,certainty"],
        "common word": [f"/claims?q={COMMON_WORD}&limit={PAGE}"],
    }


def _cursors(server: Running, actor: str) -> list[str]:
    """The cursors of pages far down an actor's claims, the deeper half of those that were walked past; of its second page at least."""
    wide = list(islice(_walk(server, f"/claims?actor={actor}&limit={_STEP}"), _DEEP // _STEP))
    return wide[len(wide) // 2 :] or list(islice(_walk(server, f"/claims?actor={actor}&limit={PAGE}"), 1))


def _walk(server: Running, path: str) -> Iterator[str]:
    cursor = ""
    while True:
        page = answer(server.address, f"{path}&fields=id{cursor and f'&cursor={cursor}'}").json()
        if page["next_cursor"] is None:
            return
        yield page["next_cursor"]
        cursor = page["next_cursor"]


def _first(server: Running, path: str) -> str:
    began = time.perf_counter()
    answer(server.address, path)
    return f"{(time.perf_counter() - began) * 1000:,.0f} ms"
