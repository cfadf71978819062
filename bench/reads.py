"""Reads, side by side: this service and what one might take in its place, on the same data."""

from contextlib import ExitStack

import httpx

from bench.goals import Findings, as_fast, cheaper
from bench.peers import datasette, servers
from bench.questions import Questions, questions_on
from bench.reading import answer
from bench.setup import Setup
from bench.wrk import Asked, medians

_AGAIN, _NOT_MODIFIED, _NEWEST = "facts, asked again", "facts, not modified", "facts, another actor each time"
_UNCHANGED = "facts, not modified, another actor each time"
_RECORD, _SEARCH, _FACETS = "facts, another record each time", "facts, another word each time", "facts, facets of another actor"
_BARE, _TUTORIAL = "bare uvicorn, the same answer", "tutorial, another actor each time"
_THEIR_NEWEST, _THEIR_RECORD = "Datasette, another actor each time", "Datasette, another record each time"
_THEIR_SEARCH, _THEIR_FACETS = "Datasette, another word each time", "Datasette, facets of another actor"


def measure(setup: Setup) -> Findings:
    """What an answer costs, from the cache and without it, beside what it costs elsewhere."""
    questions = questions_on(setup.database)
    with ExitStack() as stack:
        kept, uncached = (stack.enter_context(servers.facts(setup.database, *cache)) for cache in ((), (0,)))
        first = answer(kept.address, questions.newest()[0])
        asked = [*_ours(kept, uncached, questions, first), *_theirs(stack, setup, questions, first)]
        told = medians("reads", asked, setup.rounds, setup.seconds)
    goals = [
        *as_fast("asked again, of bare uvicorn", told[_AGAIN], told[_BARE], 0.85),
        *as_fast("asked again, times Datasette", told[_AGAIN], told[_THEIR_NEWEST], 35),
        *as_fast("not modified, of asked again", told[_NOT_MODIFIED], told[_AGAIN], 1),
        *as_fast("another actor, times Datasette", told[_NEWEST], told[_THEIR_NEWEST], 6),
        cheaper("another actor, times the tutorial", told[_NEWEST], told[_TUTORIAL], 35),
        *as_fast("a record, times Datasette", told[_RECORD], told[_THEIR_RECORD], 5),
        *as_fast("full text, times Datasette", told[_SEARCH], told[_THEIR_SEARCH], 4),
        *as_fast("facets, times Datasette", told[_FACETS], told[_THEIR_FACETS], 20),
    ]
    return Findings(goals, told)


def _ours(kept: servers.Running, uncached: servers.Running, questions: Questions, first: httpx.Response) -> list[Asked]:
    """The service with its cache, asked for one page; and without, never asked for what it has just answered."""
    again = questions.newest()[:1]
    return [
        Asked(_AGAIN, kept, again),
        Asked(_NOT_MODIFIED, kept, again, {"If-None-Match": first.headers["ETag"]}),
        Asked(_NEWEST, uncached, questions.newest()),
        Asked(_UNCHANGED, uncached, questions.newest(), {"If-None-Match": "*"}),
        Asked(_RECORD, uncached, questions.records()),
        Asked(_SEARCH, uncached, questions.searches()),
        Asked(_FACETS, uncached, questions.facets()),
    ]


def _theirs(stack: ExitStack, setup: Setup, questions: Questions, first: httpx.Response) -> list[Asked]:
    """The peers; the bare application sends the first answer of the service."""
    bare, other, tutorial = (
        stack.enter_context(server)
        for server in (servers.bare(setup.folder, first), servers.datasette(setup.folder, setup.file), servers.tutorial(setup.file))
    )
    return [
        Asked(_BARE, bare, questions.newest()[:1]),
        Asked(_THEIR_NEWEST, other, [datasette.newest(setup.file, actor) for actor in questions.actors]),
        Asked(_THEIR_RECORD, other, [datasette.one(setup.file, public_id) for public_id in questions.ids]),
        Asked(_THEIR_SEARCH, other, [datasette.words(setup.file, word) for word in questions.words]),
        Asked(_THEIR_FACETS, other, [datasette.facets(setup.file, actor) for actor in questions.actors]),
        Asked(_TUTORIAL, tutorial, questions.newest()),
    ]
