"""``facts backup`` and ``facts restore``, and what is left when they fail or are ended."""

import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine, text

from app.cli.target import own_folder
from app.db.engine import open_engine, writing
from app.settings import CHECKOUT
from tests.backup.stand import digests_of, tables_of
from tests.backup.test_restoring import old_backup
from tests.cli.terminal import PATIENCE_SECONDS, complaint, facts, start
from tests.conftest import Databases


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def path(own_engine: Engine, folder: Path) -> Path:
    """A backup of the seed, made by the command."""
    made = folder / "facts.backup"
    assert facts("backup", "--to", made, database_url=url_of(own_engine)).exit_code == 0
    return made


def test_backup_and_restore_tell_the_same_digest(own_engine: Engine, databases: Databases, folder: Path) -> None:
    path, new = folder / "facts.backup", databases.create()
    made = facts("backup", "--to", path, database_url=url_of(own_engine))
    told = str(digests_of(own_engine))
    assert made.stdout == f"wrote {path}: {told}, {path.stat().st_size} bytes\n"
    restored = facts("restore", path, database_url=new)
    assert restored.stdout == f"restored {path}: {told}, the same as in the backup\n"
    checked = facts("restore", "--check", path, database_url=new)
    assert (checked.exit_code, checked.stdout) == (0, f"the database holds what {path} does: {told}\n")
    assert "copying" in made.stderr
    assert "indexing" in restored.stderr
    assert list(folder.iterdir()) == [path]


def test_only_its_owner_may_read_a_backup(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_check_fails_when_the_database_holds_something_else(own_engine: Engine, path: Path) -> None:
    with writing(own_engine).begin() as connection:
        connection.execute(text("DELETE FROM loaded"))
    assert "does not hold what" in complaint(facts("restore", "--check", path, database_url=url_of(own_engine)))


def test_restore_refuses_a_database_with_data(own_engine: Engine, path: Path) -> None:
    before = str(digests_of(own_engine))
    assert "is not empty: there are rows in" in complaint(facts("restore", path, database_url=url_of(own_engine)))
    assert str(digests_of(own_engine)) == before


def test_records_of_an_older_backup_are_rendered_anew(databases: Databases, tmp_path: Path) -> None:
    old_backup(tmp_path / "old.sqlite")
    url = databases.create()
    restored = facts("restore", tmp_path / "old.sqlite", database_url=url)
    assert "Rendering all records anew" in restored.stderr
    exported = tmp_path / "claims.csv"
    assert facts("export", "csv", "--to", exported, database_url=url).exit_code == 0
    assert len(exported.read_bytes().splitlines()) == 7


def test_file_that_is_there_is_kept(own_engine: Engine, path: Path) -> None:
    before = path.read_bytes()
    again = facts("backup", "--to", path, database_url=url_of(own_engine))
    assert complaint(again) == f"Error: {path} is there already; --force replaces it"
    assert path.read_bytes() == before
    assert facts("backup", "--to", path, "--force", database_url=url_of(own_engine)).exit_code == 0


def test_database_is_never_replaced_by_its_backup(database_url: str) -> None:
    facts("migrate")
    own = Path(database_url.removeprefix("sqlite:///"))
    assert complaint(facts("backup", "--to", own, "--force")) == f"Error: {own} is the database itself: choose another name"


def test_nothing_is_left_when_the_database_cannot_be_backed_up(databases: Databases, folder: Path) -> None:
    ran = facts("backup", "--to", folder / "facts.backup", database_url=databases.create())
    assert "run 'facts migrate'" in complaint(ran)
    assert list(folder.iterdir()) == []


def test_what_was_there_is_kept_when_a_backup_fails(own_engine: Engine, path: Path) -> None:
    before = path.read_bytes()
    with writing(own_engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    complaint(facts("backup", "--to", path, "--force", database_url=url_of(own_engine)))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@contextmanager
def stuck(server_url: str) -> Iterator[None]:
    """Let nobody read the last table, so that a backup stands still when it has begun."""
    engine = open_engine(server_url)
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE vocabulary IN ACCESS EXCLUSIVE MODE"))
        yield
    engine.dispose()


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    until = monotonic() + PATIENCE_SECONDS
    while not path.exists():
        assert process.poll() is None, process.communicate()[1]
        assert monotonic() < until
        sleep(0.02)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_a_backup_is_told_to_stop(postgresql: str, tmp_path: Path, folder: Path, how: signal.Signals) -> None:
    if signal.getsignal(how) is signal.SIG_IGN:
        pytest.skip("started in the background, where Ctrl-C is for others")
    url = Databases("postgresql", tmp_path, postgresql).create()
    facts("migrate", database_url=url)
    with stuck(url):
        process = start("backup", "--to", str(folder / "facts.backup"), database_url=url)
        wait_for(folder / ".facts.backup.part" / "backup.sqlite", process)
        process.send_signal(how)
        process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode in {1, 128 + signal.SIGTERM}
    assert list(folder.iterdir()) == []


def test_what_a_killed_backup_leaves_is_no_backup_and_goes_with_the_next_one(postgresql: str, tmp_path: Path, folder: Path) -> None:
    url, path = Databases("postgresql", tmp_path, postgresql).create(), folder / "facts.backup"
    facts("migrate", database_url=url)
    with stuck(url):
        process = start("backup", "--to", str(path), database_url=url)
        wait_for(folder / ".facts.backup.part" / "backup.sqlite", process)
        process.kill()
        process.communicate(timeout=PATIENCE_SECONDS)
    assert not path.exists()
    assert facts("backup", "--to", path, database_url=url).exit_code == 0
    assert list(folder.iterdir()) == [path]


ENDED = """
import os, signal, sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from app.backup.restoring import restore
from app.cli.stopping import ending_tidily
from app.db.engine import open_engine

url, path, how = sys.argv[1:]

@contextmanager
def ending(what, total):
    if what == "indexing":
        os.kill(os.getpid(), int(how))
    yield lambda done: None

with ending_tidily():
    restore(open_engine(url), Path(path), datetime.now(UTC), ending)
"""
"""Restores a backup, and gets a signal when all rows are written."""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_database_is_as_empty_as_before_when_a_restore_is_ended(databases: Databases, path: Path, how: signal.Signals) -> None:
    url = databases.create()
    ended = subprocess.run([sys.executable, "-c", ENDED, url, str(path), str(how.value)], check=False, cwd=CHECKOUT)  # noqa: S603 (our own)
    assert ended.returncode == (128 + how if how is signal.SIGTERM else -how)
    engine = open_engine(url)
    assert tables_of(engine) == []
    engine.dispose()
    assert facts("restore", path, database_url=url).exit_code == 0


def test_two_cannot_write_the_same_backup_at_once(own_engine: Engine, folder: Path) -> None:
    path = folder / "facts.backup"
    with own_folder(path) as own:
        (own / "backup.sqlite").touch()
        refused = facts("backup", "--to", path, database_url=url_of(own_engine))
        assert complaint(refused) == f"Error: {path} is being written by another process"
        assert (own / "backup.sqlite").exists()
    assert list(folder.iterdir()) == []
