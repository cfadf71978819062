"""The slowest answers: with many connections, while an editor commits, and beside clients that could hold up others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial

from bench.editor import editing
from bench.goals import Findings, Goal, steady
from bench.peers import servers
from bench.peers.servers import Running
from bench.questions import questions_on
from bench.setup import Setup
from bench.stalls import slow_readers, unfinished_requests, unread_exports
from bench.wrk import Asked, Round, medians

_CONNECTIONS, _MANY = 64, 256
_CALM, _CROWD = f", {_CONNECTIONS} connections", f", {_MANY} connections"
_TIMES = 4
"""How many times longer than half of the answers in calm the slowest one in a hundred may take."""
_SECONDS = 2
"""A round is no shorter: who waits for longer than it lasts is not counted."""

Disturbance = Callable[[Running], AbstractContextManager[object]]
STALLS: Mapping[str, Disturbance] = {
    "slow readers": slow_readers,
    "unfinished requests": unfinished_requests,
    "unread exports": unread_exports,
}


def measure(setup: Setup) -> Findings:
    """The slowest answer in a hundred, from the cache and without it, in calm and when something goes on beside."""
    newest = questions_on(setup.database).newest()
    editor: dict[str, Disturbance] = {"an editor": lambda _: editing(setup.database.url)} if setup.database.may_write else {}
    with ExitStack() as stack:
        kept, uncached = (stack.enter_context(servers.facts(setup.database, *cache)) for cache in ((), (0,)))
        asked = [
            *_asked("asked again", kept, newest[:1], editor),
            *_asked("another actor", uncached, newest, {**editor, **STALLS}),
        ]
        told = medians("tails", asked, setup.rounds, max(setup.seconds, _SECONDS))
    goals = [goal for kind in ("asked again", "another actor") for goal in _goals(kind, told)]
    return Findings(goals, {f"facts, {name}": one for name, one in told.items()})


def _asked(kind: str, server: Running, paths: Sequence[str], disturbances: Mapping[str, Disturbance]) -> Iterator[Asked]:
    yield Asked(kind + _CALM, server, paths, connections=_CONNECTIONS)
    yield Asked(kind + _CROWD, server, paths, connections=_MANY)
    for name, disturbance in disturbances.items():
        yield Asked(f"{kind}, beside {name}", server, paths, connections=_CONNECTIONS, meanwhile=partial(disturbance, server))


def _goals(kind: str, told: Mapping[str, Round]) -> Iterator[Goal]:
    """A crowd is held against itself, everything else against the calm."""
    for name, one in told.items():
        if name.startswith(kind):
            yield steady(name, one, one if name.endswith(_CROWD) else told[kind + _CALM], _TIMES)
