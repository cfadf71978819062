"""The numbers of this worker, and of all that answer at the same address.

Each leaves its numbers in a folder, once a second and whenever it is asked, and whoever is asked adds up what lies there. A worker that is
asked has told its own before, so that no sum is ever smaller than one that was given out.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock
from time import time

from app.db.reads import Reads
from app.web.metrics.cache import CountedCache
from app.web.metrics.measured import Measured
from app.web.metrics.numbers import Key, Numbers

_TOLD_EACH_SECONDS = 1
_SILENT_SECONDS = 10
"""After this a worker is no more."""


class Worker:
    """What one worker counts, and where it finds what the others do; without a ``folder`` there are none."""

    def __init__(self, measured: Measured, cache: CountedCache, reads: Reads, folder: Path | None) -> None:
        """Count these."""
        self._measured = measured
        self._cache = cache
        self._reads = reads
        self._folder = folder
        self._name = token_hex(8)
        self._writing = Lock()

    def numbers(self) -> Numbers:
        """Those of all workers."""
        if self._folder is None:
            return self._own()
        self._tell(self._folder)
        return Numbers.sum_of(_told(path) for path in self._folder.glob("*.json"))

    @asynccontextmanager
    async def telling(self) -> AsyncIterator[None]:
        """Within it, the others are told once a second; at its end of what was counted only."""
        task = None if self._folder is None else asyncio.create_task(self._keep_telling(self._folder))
        try:
            yield
        finally:
            if task is not None and self._folder is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
                self._tell(self._folder, is_last=True)

    def _own(self) -> Numbers:
        counted: dict[Key, list[float]] = {
            ("requests", method, route, str(status or "none")): list(parts)
            for (method, route, status), parts in self._measured.answered.copy().items()
        }
        counted |= {("cache_hits",): [self._cache.hits], ("cache_misses",): [self._cache.misses]}
        present: dict[Key, list[float]] = {("connections", name): [held] for name, held in self._reads.connections().items()}
        present |= {("cache_entries",): [len(self._cache.answers)], ("cache_bytes",): [self._cache.answers.currsize], ("workers",): [1]}
        return Numbers(counted, present)

    async def _keep_telling(self, folder: Path) -> None:
        while True:
            self._tell(folder)
            await asyncio.sleep(_TOLD_EACH_SECONDS)

    def _tell(self, folder: Path, *, is_last: bool = False) -> None:
        with self._writing:  # nobody writes older numbers over newer ones
            numbers = self._own()
            part = folder / f"{self._name}.part"
            part.write_text((Numbers(numbers.counted) if is_last else numbers).as_json(), encoding="utf-8")
            part.replace(folder / f"{self._name}.json")


def _told(path: Path) -> Numbers:
    return Numbers.from_json(path.read_text(encoding="utf-8"), is_present=time() - path.stat().st_mtime < _SILENT_SECONDS)
