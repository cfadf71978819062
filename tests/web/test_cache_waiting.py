"""Those who ask the same at once wait for one answer, and nobody waits for ever or for what is no longer true."""

import asyncio
from contextlib import suppress

import anyio
from starlette.types import Message, Receive, Scope, Send

from app.web.cache import Cache
from tests.web.test_cache import KIB, Counting, Told


class Slow(Counting):
    """The same application, which answers only when it is let, or fails."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = anyio.Event()
        self.fails = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if len(self.asked) > 0:
            await self.may_answer.wait()
        if self.fails:
            self.asked.append("failed")
            raise RuntimeError
        await super().__call__(scope, receive, send)


async def answered(cache: Cache) -> bytes:
    """The body of one more answer to the same question; empty where it failed."""
    body = b""

    async def send(message: Message) -> None:
        nonlocal body
        body += message.get("body", b"")

    async def receive() -> Message:
        return {"type": "http.request"}

    with suppress(RuntimeError):
        scope = {"type": "http", "method": "GET", "path": "/claims", "raw_path": b"/claims", "query_string": b"", "headers": []}
        await cache(scope, receive, send)
    return body


def answers_of_many(app: Slow, change: str | None = None) -> list[bytes]:
    """What ten get who ask the same at once, after one who asked before; the data change before the last five where ``change`` is given."""
    bodies = [b""] * 10
    watch = Told()

    async def ask(cache: Cache, number: int) -> None:
        bodies[number] = await answered(cache)

    async def ask_together() -> None:
        cache = Cache(app, watch, KIB * KIB)
        await answered(cache)
        async with anyio.create_task_group() as group:
            for number in range(10):
                watch.told = change if change and number == 5 else watch.told
                group.start_soon(ask, cache, number)
                await anyio.wait_all_tasks_blocked()
            app.may_answer.set()
        assert cache.asking == {}

    anyio.run(ask_together)
    return bodies


def test_many_who_ask_the_same_at_once_are_one_question() -> None:
    app = Slow()
    bodies = answers_of_many(app)
    assert len(app.asked) == 2
    assert len(set(bodies)) == 1
    assert len(bodies) == 10


def test_nobody_waits_for_ever_for_one_who_fails() -> None:
    app = Slow()
    app.fails = True
    assert answers_of_many(app) == [b""] * 10
    assert app.asked.count("failed") == 11


def test_nobody_gets_what_was_asked_before_the_data_changed() -> None:
    app = Slow()
    first, *_ = bodies = answers_of_many(app, change="second")
    assert b"" not in bodies
    assert first not in bodies[5:]


class Counted(Told):
    """A watch that counts how often it is asked."""

    times = 0

    def mark(self) -> str | None:
        self.times += 1
        return super().mark()


def test_those_who_are_in_before_the_watch_is_asked_share_what_it_tells() -> None:
    app, watch = Counting(), Counted()
    cache = Cache(app, watch, KIB * KIB)

    async def ask_in_turns() -> list[int]:
        asked = []
        for _ in range(3):
            await asyncio.gather(*(answered(cache) for _ in range(20)))
            asked.append(watch.times)
            await asyncio.sleep(0)
        return asked

    assert asyncio.run(ask_in_turns()) == [1, 2, 3]


def test_request_of_the_next_turn_sees_a_change_of_this_one() -> None:
    app, watch = Counting(), Told()
    cache = Cache(app, watch, KIB * KIB)

    async def ask_around_a_change() -> list[bytes]:
        for _ in range(2):
            await answered(cache)
        kept = asyncio.create_task(answered(cache))
        await asyncio.sleep(0)
        watch.told = "second"
        return [await kept, await asyncio.create_task(answered(cache))]

    before, after = asyncio.run(ask_around_a_change())
    assert before.split()[1] == b"2"
    assert after.split()[1] == b"3"
