"""The past: states of the data set at earlier moments, each a file that is made of the changes when it is first asked for."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillBuildingError
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from app.db.engine import open_finished
from app.db.memory import Memory
from app.db.snapshot import Snapshot, open_snapshot
from app.exports.files import Folder, alone, part_file, put_in_place
from app.history.erasures import last_erasure
from app.web.errors import NotReadyError

if TYPE_CHECKING:
    from app.mirror.moments import State

_KEPT = 8
"""How many states are kept, those that were asked for last."""
_PATIENCE_SECONDS = 5.0
"""How long a request waits for a state that is being made."""
_GLANCE_SECONDS = 5.0
"""How often somebody looks whether something was erased."""
_BUILDING = "The state of the data at that moment is being made, which takes a while where there are many: ask again."


OpensNow = Callable[[], AbstractContextManager[Snapshot]]
"""Opens the state of now."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that is being read."""

    engine: Engine
    memory: Memory


def remove_states(folder: Path) -> None:
    """Remove all states: something was erased, which they have. Services that are running do it by themselves."""
    for path in folder.glob("as-of-*.sqlite"):
        path.unlink(missing_ok=True)


class PastStore:
    """Makes and keeps states of one database. Processes that share ``folder`` share them: one makes a state, the others wait.

    What was erased is in none of them: whenever something is, all are removed.
    """

    def __init__(self, folder: Path | None, open_now: OpensNow, pool: int, patience: float = _PATIENCE_SECONDS) -> None:
        self._is_shared = folder is not None
        self._folder = Folder(folder)
        self._open_now = open_now
        self._pool = pool
        self._patience = patience
        self._lock = Lock()
        self._opened: dict[str, _Opened] = {}
        self._building: dict[str, Future[None]] = {}
        self._builder: ThreadPoolExecutor | None = None
        self._watch: Thread | None = None
        self._is_closing = Event()

    @contextmanager
    def snapshot(self, moment: datetime) -> Iterator[Snapshot]:
        """The state at that moment; that of now where nothing has changed since.

        Raises :class:`~app.query.errors.QueryError` where nothing is known of it, and :class:`NotReadyError` while it is being made.
        """
        from app.mirror.moments import state_at  # noqa: PLC0415 (who is asked for nothing past needs no room for it)

        with self._open_now() as now:
            state = state_at(now, moment)
            if state is None:
                yield now
                return
        opened = self._open(state)
        with open_snapshot(opened.engine, opened.memory) as past:
            yield past

    def open(self) -> None:
        """Begin to look after the files of a folder that outlives this process."""
        self._is_closing.clear()
        if self._is_shared:
            with self._lock:
                self._look_after()

    def close(self) -> None:
        """Let go of all files, and of a state that is being made."""
        self._is_closing.set()
        if self._builder is not None:
            self._builder.shutdown(cancel_futures=True)
        if self._watch is not None:
            self._watch.join()
        self._let_go()
        self._building.clear()
        self._builder = self._watch = None
        self._folder.close()

    def _open(self, state: "State") -> _Opened:
        with self._lock:
            if (opened := self._opened.pop(state.key, None)) is not None:
                self._opened[state.key] = opened  # the last that was asked for
                return opened
            self._look_after()
            path = self._folder.path() / state.name
            if path.exists():
                return self._opened_at(state, path)
            building = self._building.get(state.key) or self._begin(state)
        try:
            building.result(self._patience)
        except StillBuildingError:
            raise NotReadyError(_BUILDING) from None
        finally:
            if building.done():
                self._building.pop(state.key, None)
        with self._lock:
            if not path.exists():  # something was erased meanwhile
                raise NotReadyError(_BUILDING)
            return self._opened.get(state.key) or self._opened_at(state, path)

    def _opened_at(self, state: "State", path: Path) -> _Opened:
        opened = self._opened[state.key] = _Opened(open_finished(path, self._pool), Memory())
        with suppress(FileNotFoundError):
            os.utime(path)
        for key in list(self._opened)[:-_KEPT]:
            self._opened.pop(key).engine.dispose()
        return opened

    def _begin(self, state: "State") -> "Future[None]":
        if self._builder is None:
            self._builder = ThreadPoolExecutor(1, "past")
        self._building[state.key] = building = self._builder.submit(self._build, state)
        return building

    def _build(self, state: "State") -> None:
        from app.mirror.rebuilding import rebuild  # noqa: PLC0415 (as above)

        folder = self._folder.path()
        path = folder / state.name
        with alone(folder / ".as-of.lock"):
            if not path.exists():
                with self._open_now() as now, part_file(folder, "as-of") as part:
                    rebuild(now, state, part, folder, self._is_closing)
                    put_in_place(part, path)
            with self._open_now() as now:
                self._tidy(last_erasure(now))

    def _tidy(self, erased: int) -> None:
        """Remove what somebody erased something of since, and what nobody asked for lately."""
        folder = self._folder.path()
        kept = sorted(folder.glob(f"as-of-{erased}-*.sqlite"), key=lambda path: path.stat().st_mtime_ns)[-_KEPT:]
        for path in {*folder.glob("as-of-*.sqlite")} - set(kept):
            path.unlink(missing_ok=True)

    def _let_go(self) -> None:
        with self._lock:
            for opened in self._opened.values():
                opened.engine.dispose()
            self._opened.clear()

    def _look_after(self) -> None:
        if self._watch is None:
            self._watch = Thread(target=self._glance, name="past", daemon=True)
            self._watch.start()

    def _glance(self) -> None:
        """Look from time to time whether something was erased: then no file may be left that has it."""
        seen: int | None = None
        while True:
            with suppress(Exception):  # a database that does not answer now will be asked again
                with self._open_now() as now:
                    erased = last_erasure(now)
                if erased != seen:
                    self._tidy(erased)
                    self._let_go()
                    seen = erased
            if self._is_closing.wait(_GLANCE_SECONDS):
                return
