import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest
from sqlalchemy import Engine

from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.exports.catalog import DATABASE, PACKAGE
from app.exports.contents import Contents
from app.exports.store import ExportStore
from app.settings import CHECKOUT
from app.web.errors import NotReadyError

_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from app.db.engine import open_engine
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.exports.catalog import PACKAGE
from app.exports.store import ExportStore
engine, memory = open_engine(sys.argv[1]), Memory()
print(ExportStore(Path(sys.argv[2]), lambda: open_snapshot(engine, memory), "").get(PACKAGE).path.name)
"""


@pytest.fixture
def store(own_engine: Engine, tmp_path: Path) -> ExportStore:
    """A store of a copy of the seed, for tests that change the data."""
    return ExportStore(tmp_path, lambda: open_snapshot(own_engine, Memory()), "")


@pytest.fixture
def builds(tmp_path: Path) -> Callable[[], list[str]]:
    """The names of the packages that are there, and of what should not be."""
    return lambda: sorted(path.name for path in tmp_path.iterdir() if path.suffix in {".zip", ".part"})


def test_what_is_built_is_kept(store: ExportStore) -> None:
    built = store.get(PACKAGE)
    made_at = built.path.stat().st_mtime_ns
    assert store.get(PACKAGE) == built
    assert store.find(PACKAGE)[0].built == built
    assert built.path.stat().st_mtime_ns == made_at


def test_nothing_is_built_by_asking_what_there_is(store: ExportStore, tmp_path: Path) -> None:
    assert [found.built for found in store.find(PACKAGE, DATABASE)] == [None, None]
    assert list(tmp_path.iterdir()) == []


def test_a_change_of_the_data_gives_another_file(
    store: ExportStore, own_engine: Engine, rename_china: Callable[[Engine], None], builds: Callable[[], list[str]]
) -> None:
    first = store.get(PACKAGE)
    rename_china(own_engine)
    assert store.find(PACKAGE)[0].built is None
    second = store.get(PACKAGE)
    assert second.etag != first.etag
    assert second.revision.number == first.revision.number + 1
    assert builds() == sorted([first.path.name, second.path.name])  # the one before is kept for those about to read it
    rename_china(own_engine)
    third = store.get(PACKAGE)
    assert builds() == sorted([second.path.name, third.path.name])


def test_what_a_killed_process_left_behind_is_removed(store: ExportStore, tmp_path: Path, builds: Callable[[], list[str]]) -> None:
    (tmp_path / f".{PACKAGE.name}.0123.part").write_bytes(b"half")
    built = store.get(PACKAGE)
    assert builds() == [built.path.name]


def test_a_build_that_fails_leaves_nothing(store: ExportStore, builds: Callable[[], list[str]]) -> None:
    def fail(path: Path, _snapshot: Contents) -> None:
        path.write_bytes(b"half")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        store.get(replace(PACKAGE, write=fail))
    assert builds() == []
    assert store.get(PACKAGE).size > 0


def test_threads_share_one_build(store: ExportStore) -> None:
    written: list[Path] = []
    together = Barrier(8)

    def write_slowly(path: Path, contents: Contents) -> None:
        written.append(path)
        sleep(0.2)
        PACKAGE.write(path, contents)

    def get(_: int) -> str:
        together.wait()
        return store.get(replace(PACKAGE, write=write_slowly)).etag

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(get, range(8)))) == 1
    assert len(written) == 1


def test_processes_share_one_build(seeded_url: str, tmp_path: Path, builds: Callable[[], list[str]]) -> None:
    command = [sys.executable, "-c", _IN_ANOTHER_PROCESS, seeded_url, str(tmp_path)]
    started = [subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603 (our own command)
    names = {process.communicate()[0].strip() for process in started}
    assert builds() == list(names)


def test_without_data_there_is_nothing_to_export(empty_engine: Engine, tmp_path: Path) -> None:
    store = ExportStore(tmp_path, lambda: open_snapshot(empty_engine, Memory()), "")
    with pytest.raises(NotReadyError):
        store.get(PACKAGE)


def test_a_temporary_folder_goes_with_its_store(own_engine: Engine) -> None:
    store = ExportStore(None, lambda: open_snapshot(own_engine, Memory()), "")
    folder = store.get(PACKAGE).path.parent
    assert folder.is_dir()
    store.close()
    assert not folder.exists()


def test_a_given_folder_stays(store: ExportStore) -> None:
    built = store.get(PACKAGE)
    store.close()
    assert built.path.exists()
