"""``facts import`` and ``facts erase``."""

import json
import signal
import time
from getpass import getuser
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from app.db.engine import open_engine, reading
from app.editorial.content.claim import claim_content
from app.model import Attempt, Change, Claim, Record
from tests.cli.terminal import PATIENCE_SECONDS, complaint, facts, start
from tests.conftest import Databases
from tests.ingest.folder import DataFolder

TOPIC = {"name": "Ferries", "definition": "What crosses water."}


@pytest.fixture
def prepared(databases: Databases, ferry_template: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a database of each kind with the fictional folder."""
    url = databases.create(like=ferry_template)
    monkeypatch.setenv("FACTS_DATABASE_URL", url)
    return url


def written(path: Path, records: list[dict[str, object]]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def topics(path: Path, count: int, first: int = 0) -> Path:
    return written(path, [{"id": f"ferries-{number}", **TOPIC} for number in range(first, first + count)])


def claims(url: str, path: Path, count: int) -> Path:
    """A file of claims like one that is there."""
    engine = open_engine(url)
    with Session(reading(engine)) as session:
        body = session.execute(select(col(Record.body)).where(col(Record.noun) == "claims").order_by(col(Record.item_id))).scalars().first()
    engine.dispose()
    content = claim_content(json.loads(body or "")) | {"figures": [], "relations": []}
    return written(path, [content | {"key": f"ferry-{number}", "statement": f"Ferry {number} is full."} for number in range(count)])


def counted(url: str, table: type[Claim | Change]) -> int:
    engine = open_engine(url)
    with Session(reading(engine)) as session:
        count: int = session.execute(select(func.count()).select_from(table)).scalar_one()
    engine.dispose()
    return count


def test_import_says_what_became_of_the_file(prepared: str, tmp_path: Path) -> None:
    path = claims(prepared, tmp_path / "claims.ndjson", 60)
    before = counted(prepared, Claim)
    assert facts("import", path, "--noun", "claims", "--dry-run").stdout.startswith("Would be imported: 60 created, 0 changed, 0 unchanged")
    assert counted(prepared, Claim) == before
    assert facts("import", path, "--noun", "claims").stdout == "Imported: 60 created, 0 changed, 0 unchanged, 0 refused.\n"
    assert counted(prepared, Claim) == before + 60
    changes = counted(prepared, Change)
    for more in ([], ["--each"]):
        assert facts("import", path, "--noun", "claims", *more).stdout == "Imported: 0 created, 0 changed, 60 unchanged, 0 refused.\n"
    assert counted(prepared, Change) == changes


def test_nothing_is_imported_when_a_line_is_wrong(prepared: str, tmp_path: Path) -> None:
    path = topics(tmp_path / "topics.ndjson", 3)
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "x"}\n', encoding="utf-8")
    changes = counted(prepared, Change)
    result = facts("import", path, "--noun", "topics")
    assert result.exit_code == 1
    assert "nothing was imported:\nline 4: /name is missing." in result.stderr
    assert counted(prepared, Change) == changes
    result = facts("import", path, "--noun", "topics", "--each")
    assert (result.exit_code, result.stdout) == (1, "Imported: 3 created, 0 changed, 0 unchanged, 1 refused.\n")
    assert "line 4: /name is missing." in result.stderr


@pytest.mark.parametrize("more", [[], ["--each"]], ids=["all", "each"])
def test_import_that_is_killed_is_done_again(more: list[str], prepared: str, tmp_path: Path) -> None:
    path = topics(tmp_path / "topics.ndjson", 3_000)
    before = counted(prepared, Change)
    process = start("import", str(path), "--noun", "topics", *more, database_url=prepared)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if counted(prepared, Change) > before if more else _is_writing(prepared):
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    kept = counted(prepared, Change) - before
    assert (0 < kept < 3_000) if more else kept == 0
    result = facts("import", path, "--noun", "topics", *more)
    assert result.stdout == f"Imported: {3_000 - kept} created, 0 changed, {kept} unchanged, 0 refused.\n"
    assert counted(prepared, Change) == before + 3_000


def _is_writing(url: str) -> bool:
    """Whether somebody else holds the right to write."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA busy_timeout = 0")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return False
            return bool(connection.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").scalar())
    except Exception:  # noqa: BLE001 (SQLite says that it is busy)
        return True
    finally:
        engine.dispose()


def test_file_of_no_known_sort_is_told(prepared: str, tmp_path: Path) -> None:
    path = topics(tmp_path / "topics.txt", 1)
    result = facts("import", path, "--noun", "topics")
    assert (result.exit_code, "topics.txt does not end with .ndjson or .csv" in result.stderr) == (2, True)
    assert facts("import", path, "--noun", "topics", "--format", "ndjson").exit_code == 0
    assert complaint(facts("import", path, "--noun", "topics", "--format", "csv")) == (
        "Error: topics are not imported as csv, but as ndjson."
    )
    assert prepared


def test_erasing_asks_and_says_what_it_did(prepared: str, ferry: DataFolder) -> None:
    engine = open_engine(prepared)
    with Session(reading(engine)) as session:
        claim = session.execute(select(col(Claim.public_id)).order_by(col(Claim.id))).scalars().first()
    engine.dispose()
    assert facts("erase", "claims", claim or "", "--note", "A court demands it.").exit_code == 1
    assert counted(prepared, Claim) == 6
    assert facts("erase", "claims", claim or "", "--note", "A court demands it.", "--yes").stdout == f"erased claims/{claim}\n"
    assert counted(prepared, Claim) == 5
    assert "is gone" in complaint(facts("erase", "claims", claim or "", "--note", "Again.", "--yes"))
    assert "is still named" in complaint(facts("erase", "stakeholders", "quorrel", "--note", "Law.", "--yes"))
    assert complaint(facts("erase", "claims", "clm_x", "--note", "Law.", "--yes")).startswith("Error: ")
    assert facts("seed", "--from", ferry.path).exit_code == 0
    assert counted(prepared, Claim) == 5


def test_commands_are_in_the_audit_with_their_user(prepared: str, tmp_path: Path) -> None:
    path = topics(tmp_path / "topics.ndjson", 1)
    facts("import", path, "--noun", "topics", "--dry-run")
    facts("import", path, "--noun", "topics")
    facts("keys", "create", "desk", "--scope", "publish")
    facts("keys", "revoke", "desk")
    engine = open_engine(prepared)
    with Session(reading(engine)) as session:
        told = session.execute(select(col(Attempt.path), col(Attempt.noun), col(Attempt.key_name)).order_by(col(Attempt.id))).all()
    engine.dispose()
    assert [(path.rpartition(" ")[0], noun) for path, noun, _ in told] == [
        ("facts import", "topics"),
        ("facts keys create", None),
        ("facts keys revoke", None),
    ]
    assert {name for _, _, name in told} == {getuser()}
