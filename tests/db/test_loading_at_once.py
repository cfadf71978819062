"""Several that start at once on one empty database prepare it once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from app.db.engine import open_engine
from app.db.migrate import migrate
from app.db.version import check_migrated
from app.ingest.files import DataFiles
from app.settings import CHECKOUT
from tests.conftest import Databases
from tests.ingest.folder import load_into
from tests.ingest.stored import state_of

MIGRATE = "import sys; from app.db.engine import open_engine; from app.db.migrate import migrate; migrate(open_engine(sys.argv[1]))"


def test_one_set_of_records_is_there_when_two_load_the_same_files_at_once(databases: Databases, seed_files: DataFiles) -> None:
    url = databases.create()
    engine = open_engine(url)
    migrate(engine)
    together = Barrier(2)

    def load() -> int:
        own = open_engine(url)
        together.wait(60)
        summary = load_into(own, seed_files)
        own.dispose()
        return summary.records_changed

    with ThreadPoolExecutor(2) as threads:
        counts = sorted(future.result(timeout=60) for future in [threads.submit(load), threads.submit(load)])
    state = state_of(engine)
    engine.dispose()
    assert counts == [0, len(state.records)]
    assert state.number == 1


def test_tables_are_made_once_when_two_processes_migrate_at_once(databases: Databases) -> None:
    url = databases.create()
    command = [sys.executable, "-c", MIGRATE, url]
    running = [subprocess.Popen(command, cwd=CHECKOUT, stderr=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603 (our own code)
    outcomes = [(process.communicate(timeout=60)[1], process.returncode) for process in running]
    assert outcomes == [("", 0)] * 2
    engine = open_engine(url)
    check_migrated(engine)
    engine.dispose()


def test_tables_are_made_once_when_two_threads_migrate_at_once(databases: Databases) -> None:
    url = databases.create()
    together = Barrier(2)

    def prepare() -> None:
        engine = open_engine(url)
        together.wait(60)
        migrate(engine)
        engine.dispose()

    with ThreadPoolExecutor(2) as threads:
        for future in [threads.submit(prepare), threads.submit(prepare)]:
            future.result(timeout=60)
    engine = open_engine(url)
    check_migrated(engine)
    engine.dispose()
