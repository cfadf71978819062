"""Of all processes on a database one holds a claim, and it ends with that process, however it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.db.engine import open_engine
from app.db.errors import DatabaseFailedError
from app.db.sole import open_sole

_HOLDER = """
import sys, time
from app.db.engine import open_engine
from app.db.sole import open_sole
claim = open_sole(open_engine(sys.argv[1]), "work")
print(claim.is_ours(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def holder(empty_engine: Engine) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the claim."""
    url = empty_engine.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", _HOLDER, url], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own code)
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_claim_is_had_by_one_at_a_time(empty_engine: Engine) -> None:
    with closing(open_sole(empty_engine, "work")) as first, closing(open_sole(empty_engine, "work")) as second:
        assert first.is_ours()
        assert not second.is_ours()
        assert first.is_ours()
        first.close()
        assert second.is_ours()
        assert not first.is_ours()


def test_claims_to_other_work_and_of_other_databases_do_not_meet(empty_engine: Engine, own_engine: Engine) -> None:
    claims = [open_sole(empty_engine, "work"), open_sole(empty_engine, "other-work"), open_sole(own_engine, "work")]
    assert all(claim.is_ours() for claim in claims)
    for claim in claims:
        claim.close()


def test_claim_ends_with_a_process_that_is_killed(empty_engine: Engine, holder: subprocess.Popen[str]) -> None:
    with closing(open_sole(empty_engine, "work")) as claim:
        assert not claim.is_ours()
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        while not claim.is_ours():  # as soon as the system has taken back what was open
            pass


def test_claim_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/missing/facts.sqlite")
    with pytest.raises(DatabaseFailedError, match="unable to open database file"):
        open_sole(engine, "work").is_ours()


def test_claim_whose_connection_is_lost_is_made_anew(empty_engine: Engine) -> None:
    if empty_engine.dialect.name == "sqlite":
        pytest.skip("nothing can take a lock on a file away")
    with closing(open_sole(empty_engine, "work")) as claim:
        assert claim.is_ours()
        with empty_engine.connect() as connection:
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()")
            )
        assert not claim.is_ours()
        assert claim.is_ours()
