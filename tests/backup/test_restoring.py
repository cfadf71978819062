"""An empty database becomes what a backup holds; any other is refused, and left as it is."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text

from app.backup.errors import BackupError
from app.backup.making import back_up
from app.backup.progress import unseen
from app.backup.restoring import compare, restore
from app.db.engine import open_engine, writing
from app.db.migrate import migrate
from app.db.watch import CHANNEL
from app.ingest.files import DataFiles
from tests.backup.stand import answers_of, digests_of, mark_of, tables_of
from tests.conftest import Databases
from tests.migrations.test_migrations import restore_old
from tests.serving import another_report, load_files, serving, with_reports

RESTORED_AT = datetime(2026, 4, 1, tzinfo=UTC)


def spoil(path: Path, *statements: str) -> Path:
    """Change a backup behind everybody's back."""
    with closing(sqlite3.connect(path)) as file:
        for statement in statements:
            file.execute(statement)
        file.commit()
    return path


def test_restored_database_answers_as_the_one_that_was_backed_up(own_engine: Engine, bare_engine: Engine, backup: Path) -> None:
    restored = restore(bare_engine, backup, RESTORED_AT, unseen)
    assert str(restored) == str(digests_of(bare_engine)) == str(digests_of(own_engine))
    assert answers_of(bare_engine) == answers_of(own_engine)


def test_migrated_database_without_rows_is_empty_too(empty_engine: Engine, own_engine: Engine, backup: Path) -> None:
    restore(empty_engine, backup, RESTORED_AT, unseen)
    assert answers_of(empty_engine) == answers_of(own_engine)


def test_restored_revision_has_its_number_and_a_mark_of_its_own(own_engine: Engine, bare_engine: Engine, backup: Path) -> None:
    restore(bare_engine, backup, RESTORED_AT, unseen)
    (number, mark), (restored_number, restored_mark) = mark_of(own_engine), mark_of(bare_engine)
    assert restored_number == number
    assert restored_mark != mark


def test_service_that_waits_on_an_empty_database_answers_when_it_is_restored(empty_engine: Engine, backup: Path) -> None:
    with serving(empty_engine) as client:
        assert client.get("/readyz").status_code == 503
        restore(empty_engine, backup, RESTORED_AT, unseen)
        assert client.get("/readyz").status_code == 200
        assert client.get("/claims").json()["total"] > 0


def test_who_watches_a_postgresql_database_is_told_when_it_is_restored(empty_engine: Engine, backup: Path) -> None:
    if empty_engine.dialect.name == "sqlite":
        pytest.skip("SQLite is asked each time")
    conninfo = empty_engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(conninfo, autocommit=True) as listening:
        listening.execute(f"LISTEN {CHANNEL}")
        restore(empty_engine, backup, RESTORED_AT, unseen)
        assert [notice.channel for notice in listening.notifies(timeout=10, stop_after=1)] == [CHANNEL]


def test_data_can_be_loaded_into_what_was_restored(bare_engine: Engine, backup: Path, seed_files: DataFiles) -> None:
    restore(bare_engine, backup, RESTORED_AT, unseen)
    before = digests_of(bare_engine).by_table["claim"].rows
    load_files(bare_engine, with_reports(seed_files, another_report(seed_files.reports[0], "second")), RESTORED_AT)
    assert digests_of(bare_engine).by_table["claim"].rows == 2 * before


@pytest.mark.parametrize("start", ["sqlite", "postgresql"])
def test_everything_is_the_same_when_it_went_to_the_other_kind_and_back(
    start: str, both_kinds: dict[str, Databases], seed_files: DataFiles, tmp_path: Path
) -> None:
    kinds = [start, *({*both_kinds} - {start}), start]
    engines = [open_engine(both_kinds[kind].create()) for kind in kinds]
    migrate(engines[0])
    load_files(engines[0], seed_files, RESTORED_AT)
    for number, (source, target) in enumerate(pairwise(engines)):
        back_up(source, tmp_path / f"{number}.backup", unseen)
        restore(target, tmp_path / f"{number}.backup", RESTORED_AT, unseen)
    first, *others = [(str(digests_of(engine)), answers_of(engine)) for engine in engines]
    for engine in engines:
        engine.dispose()
    assert others == [first, first]


def test_database_with_data_is_refused_and_kept(own_engine: Engine, ferry_engine: Engine, backup: Path) -> None:
    before = str(digests_of(ferry_engine))
    with pytest.raises(BackupError, match=r"is not empty: there are rows in .*claim.*; a backup is restored into a new database"):
        restore(ferry_engine, backup, RESTORED_AT, unseen)
    assert str(digests_of(ferry_engine)) == before != str(digests_of(own_engine))


def test_database_of_something_else_is_refused_and_kept(bare_engine: Engine, backup: Path) -> None:
    with writing(bare_engine).begin() as connection:
        connection.execute(text("CREATE TABLE invoice (id INTEGER)"))
    with pytest.raises(BackupError, match="is not empty: it has tables of something else, such as invoice"):
        restore(bare_engine, backup, RESTORED_AT, unseen)
    assert tables_of(bare_engine) == ["invoice"]


def test_backup_of_an_older_version_is_brought_to_the_tables_of_this_one(bare_engine: Engine, tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    old_backup(old)
    before = old.read_bytes()
    restore(bare_engine, old, RESTORED_AT, unseen)
    assert digests_of(bare_engine).by_table["change"].rows == digests_of(bare_engine).by_table["record"].rows > 0
    assert old.read_bytes() == before


def old_backup(path: Path) -> None:
    engine = open_engine(f"sqlite:///{path}")
    restore_old(engine, "0004")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()


def test_backup_of_a_newer_version_is_refused(bare_engine: Engine, backup: Path) -> None:
    spoil(backup, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BackupError, match="is at migration 9999, which this version does not know"):
        restore(bare_engine, backup, RESTORED_AT, unseen)
    assert tables_of(bare_engine) == []


@pytest.mark.parametrize(
    ("content", "said"), [(b"claims,and,more", "cannot be read as a backup: file is not a database"), (b"", "is no backup")]
)
def test_file_that_is_no_backup_is_refused(bare_engine: Engine, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(content)
    with pytest.raises(BackupError, match=said):
        restore(bare_engine, path, RESTORED_AT, unseen)
    assert tables_of(bare_engine) == []


def test_backup_that_was_cut_is_refused(bare_engine: Engine, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-100_000])
    with pytest.raises(BackupError, match="cannot be read as a backup"):
        restore(bare_engine, backup, RESTORED_AT, unseen)
    assert tables_of(bare_engine) == []


def test_nothing_is_left_when_a_row_refers_to_one_that_is_gone(bare_engine: Engine, backup: Path) -> None:
    spoil(backup, "PRAGMA foreign_keys = OFF", "DELETE FROM document")
    with pytest.raises(BackupError, match=r"restoring .* failed: .*(FOREIGN KEY|foreign key)"):
        restore(bare_engine, backup, RESTORED_AT, unseen)
    assert tables_of(bare_engine) == []


def test_nothing_is_left_when_what_was_written_is_not_what_was_read(bare_engine: Engine, backup: Path) -> None:
    migrate(bare_engine)
    lose_rows_of(bare_engine, "evidence")
    with pytest.raises(BackupError, match=r"was taken back: evidence \(0 rows, \d+ there\)"):
        restore(bare_engine, backup, RESTORED_AT, unseen)
    assert digests_of(bare_engine).rows == 0


def lose_rows_of(engine: Engine, table: str) -> None:
    """Let a database lose what is written to a table."""
    if engine.dialect.name == "sqlite":
        losing = [f"CREATE TRIGGER lose AFTER INSERT ON {table} BEGIN DELETE FROM {table} WHERE id = NEW.id; END"]  # noqa: S608 (our own names)
    else:
        losing = [
            "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            f"CREATE TRIGGER lose BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION lose()",
        ]
    with writing(engine).begin() as connection:
        for statement in losing:
            connection.exec_driver_sql(statement)


def test_comparing_tells_the_tables_that_differ(own_engine: Engine, backup: Path) -> None:
    assert str(compare(own_engine, backup, unseen)) == str(digests_of(own_engine))
    with writing(own_engine).begin() as connection:
        connection.execute(text("UPDATE topic SET definition = 'Another.' WHERE id = 1"))
        connection.execute(text("DELETE FROM loaded"))
    with pytest.raises(
        BackupError, match=r"does not hold what .* does: loaded \(0 rows, \d+ there\), topic \(as many rows, \d+, and not the same\)$"
    ):
        compare(own_engine, backup, unseen)


def test_backup_is_only_read(bare_engine: Engine, backup: Path) -> None:
    before = backup.read_bytes()
    restore(bare_engine, backup, RESTORED_AT, unseen)
    compare(bare_engine, backup, unseen)
    assert backup.read_bytes() == before
    assert not list(backup.parent.glob("backup.sqlite-*"))


def test_stakeholder_may_come_before_its_parent(own_engine: Engine, bare_engine: Engine, tmp_path: Path) -> None:
    with writing(own_engine).begin() as connection:
        youngest, oldest = connection.execute(text("SELECT max(id), min(id) FROM stakeholder")).one()
        connection.execute(
            text("UPDATE stakeholder SET parent_id = :youngest WHERE id = :oldest"), {"youngest": youngest, "oldest": oldest}
        )
    back_up(own_engine, tmp_path / "turned.sqlite", unseen)
    assert str(restore(bare_engine, tmp_path / "turned.sqlite", RESTORED_AT, unseen)) == str(digests_of(own_engine))


def test_copy_of_a_backup_serves_as_well(bare_engine: Engine, backup: Path, tmp_path: Path) -> None:
    moved = tmp_path / "a place with spaces & more?.sqlite"
    shutil.move(backup, moved)
    restore(bare_engine, moved, RESTORED_AT, unseen)
    compare(bare_engine, moved, unseen)
