"""Who makes records: this process, and a second one once there are many, so that a large load uses two cores."""

import gc
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Self

from app.publishing.making import Batch, Made

ALONE = 5_000
"""Records that are made without a second process: they take less time than it takes to start one, twice over."""
_COLLECTED_EACH = 200_000
"""Objects after which the second process looks for cycles; a batch makes more of them, and hardly any cycles."""


class Maker:
    """Makes batches with ``make``, which is told the noun: here, until ``alone`` records were made, then in a process beside this one.

    What is raised there is raised here by the batch; where the second process has died, that is
    :class:`~concurrent.futures.process.BrokenProcessPool`. It imports the program that started it, as ``multiprocessing`` does:
    a script has to do its work under ``if __name__ == "__main__"``.
    """

    def __init__(self, make: Callable[[str, Batch], Made], alone: int = ALONE) -> None:
        self._make = make
        self._left = alone
        self._beside: ProcessPoolExecutor | None = None

    def begin(self, noun: str, batch: Batch) -> Future[Made]:
        """What will be made of a batch; it may be made already."""
        self._left -= len(batch.rows)
        if self._left < 0 and self._beside is None:
            self._beside = ProcessPoolExecutor(1, get_context("spawn"), gc.set_threshold, (_COLLECTED_EACH,))
        if self._beside is not None:
            return self._beside.submit(self._make, noun, batch)
        made: Future[Made] = Future()
        made.set_result(self._make(noun, batch))
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """End the second process; what nobody waits for any more is not made."""
        if self._beside is not None:
            self._beside.shutdown(cancel_futures=True)
