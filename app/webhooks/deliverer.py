"""The deliverer: looks at what has changed, and sends what is due, to all webhooks at once and to each in the order of the changes.

The changes are the outbox: nothing is enqueued when something is published. Of all processes on a database one delivers, and what it
was doing when it was killed is done again by the next.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from threading import Event
from typing import TypeVar

import anyio
import anyio.to_thread
from anyio import CapacityLimiter, Semaphore
from sqlalchemy.exc import SQLAlchemyError

from app.db.errors import DatabaseError
from app.db.sole import Sole
from app.webhooks.outbox import Due, Outbox, WebhookKey
from app.webhooks.sending import Outcome, Sender

T = TypeVar("T")
_log = logging.getLogger(__name__)
_GLANCE_SECONDS = 1.0
_RETRY_SECONDS = 1.0
_AT_ONCE = 20
"""How many receivers are sent to at the same time."""
THREADS = 4
"""How many connections to the database that takes at most."""


class Deliverer:
    """Delivers for one database, as long as nobody else does. ``told`` counts the attempts by what became of them."""

    def __init__(self, outbox: Outbox, sole: Sole, sender: Sender) -> None:
        """Deliver what is in ``outbox`` through ``sender``, while the claim of ``sole`` holds."""
        self.told: Counter[str] = Counter()
        self.is_ours = False
        self._outbox = outbox
        self._sole = sole
        self._sender = sender
        self._busy: set[WebhookKey] = set()
        self._complaint: str | None = None

    def run(self, stop: Event, *, once: bool = False) -> None:
        """Deliver until it is stopped, or ``once``: until nothing is due. What is being sent then is still waited for."""
        try:
            anyio.run(self._run, stop, once)
        finally:
            self._sole.close()

    async def _run(self, stop: Event, once: bool) -> None:  # noqa: FBT001 (anyio passes arguments by position)
        self._threads, self._places = CapacityLimiter(THREADS), Semaphore(_AT_ONCE)
        waiting = CapacityLimiter(1)
        async with self._sender, anyio.create_task_group() as tasks:
            while not stop.is_set():
                for webhook in await self._in_thread(self._waiting):
                    if webhook not in self._busy:
                        self._busy.add(webhook)
                        tasks.start_soon(self._serve, webhook, stop)
                if once:
                    break
                await anyio.to_thread.run_sync(stop.wait, _GLANCE_SECONDS, limiter=waiting)

    def _waiting(self) -> Sequence[WebhookKey]:
        """The webhooks to serve now; none where another process does, or where the database does not answer."""
        try:
            self.is_ours = self._sole.is_ours()
            found = self._outbox.waiting() if self.is_ours else []
        except (SQLAlchemyError, DatabaseError) as error:
            self._complain(str(error))
            return []
        self._complaint = None
        return found

    def _complain(self, complaint: str) -> None:
        """Say what is wrong, once for as long as it is."""
        if complaint != self._complaint:
            _log.warning("cannot look for what to deliver: %s", complaint)
        self._complaint = complaint

    async def _serve(self, webhook: WebhookKey, stop: Event) -> None:
        """Send all that is due to one webhook, and look at what else has changed."""
        try:
            async with self._places:
                while self.is_ours and not stop.is_set() and (await self._send_next(webhook, stop) or await self._look(webhook)):
                    pass
        except Exception:  # noqa: BLE001 (whatever it is, others are served as ever, and this one again in a moment)
            _log.warning("cannot deliver to webhook %s now", webhook, exc_info=True)
        finally:
            self._busy.discard(webhook)

    async def _look(self, webhook: WebhookKey) -> bool:
        return await self._in_thread(lambda: self._outbox.look(webhook))

    async def _send_next(self, webhook: WebhookKey, stop: Event) -> bool:
        """Send the next message that is due; say whether there was one."""
        if (due := await self._in_thread(lambda: self._outbox.next(webhook))) is None:
            return False
        outcome = await self._sender.send(due.url, due.message, due.secrets)
        self.told["delivered" if outcome.is_delivered else "failed"] += 1
        while True:
            if await self._in_thread(lambda: self._note(due, outcome)) or stop.is_set():
                return True
            await anyio.sleep(_RETRY_SECONDS)

    def _note(self, due: Due, outcome: Outcome) -> bool:
        """Write down what became of an attempt; False where that is to be tried again, because else it would be sent again at once."""
        try:
            self._outbox.note(due, outcome)
        except SQLAlchemyError as error:
            _log.warning("cannot write down what became of %s: %s", due.message.id, error)
            return False
        return True

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(work, limiter=self._threads)
