"""The migrations make exactly the tables that the code reads, on both databases, there and back."""

import gc
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select, text
from sqlmodel import Session, col
from starlette.testclient import TestClient

from app.cli.prepare import prepare_tables
from app.db.engine import open_engine, writing
from app.db.errors import DatabaseVersionError
from app.db.migrate import migrate
from app.db.version import TABLES, check_migrated, is_migrated
from app.editorial.content.stakeholder import StakeholderContent
from app.editorial.erasing import erase
from app.editorial.keys import create_key
from app.editorial.records import Records, Terms
from app.editorial.writable import WRITABLE
from app.main import create_app
from app.model import Change, Claim, Record, Scope, metadata
from app.model.vocabulary import StakeholderKind
from app.settings import CHECKOUT, Settings
from tests.conftest import Databases
from tests.ingest.folder import ferry_folder, load_into
from tests.ingest.stored import State, state_of
from tests.publishing.test_stored_records import differences

pytestmark = [
    pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index"),
    pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index"),
]
"""SQLAlchemy does not read such indexes back from SQLite; on PostgreSQL they are compared."""

OLD = Path(__file__).parent / "old"
"""The fictional folder as earlier revisions left it (see dump.py)."""


@pytest.fixture
def bare_engine(databases: Databases) -> Iterator[Engine]:
    """A database without any table."""
    engine = open_engine(databases.create())
    yield engine
    engine.dispose()


def config() -> Config:
    made = Config(toml_file=str(CHECKOUT / "pyproject.toml"))
    made.set_main_option("script_location", str(CHECKOUT / "migrations"))
    return made


def downgrade(engine: Engine, revision: str) -> None:
    with writing(engine).begin() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.downgrade(settings, revision)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def structure(engine: Engine) -> dict[str, object]:
    """Columns, keys and indexes of every table, in an order of their own."""
    inspector = inspect(engine)
    return {
        table: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in inspector.get_columns(table)),
            inspector.get_pk_constraint(table)["constrained_columns"],
            sorted(str(sorted(key.items(), key=str)) for key in inspector.get_foreign_keys(table)),
            sorted(str(index["name"]) for index in inspector.get_indexes(table)),
            sorted(str(unique["name"]) for unique in inspector.get_unique_constraints(table)),
            sorted(str(check["name"]) for check in inspector.get_check_constraints(table)),
        )
        for table in inspector.get_table_names()
    }


def written_by_hand(name: str | None, kind: str, _parents: object) -> bool:
    """The full-text index, which is another thing on each database."""
    return kind == "table" and str(name).startswith("search")


def test_tables_are_those_of_the_code_when_everything_was_migrated(empty_engine: Engine) -> None:
    options = {"compare_type": True, "include_name": lambda *named: not written_by_hand(*named)}
    with empty_engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_tables_are_those_that_the_code_would_make_itself(empty_engine: Engine, bare_engine: Engine) -> None:
    metadata.create_all(bare_engine)
    migrated = structure(empty_engine)
    del migrated["alembic_version"]
    made = {name: table for name, table in migrated.items() if not written_by_hand(name, "table", None)}
    assert made == structure(bare_engine)
    assert "search" in migrated


def test_no_table_is_left_when_everything_is_taken_back(empty_engine: Engine) -> None:
    downgrade(empty_engine, "base")
    assert tables(empty_engine) == {"alembic_version"}


def test_tables_are_the_same_when_they_were_taken_back_and_made_again(empty_engine: Engine) -> None:
    before = structure(empty_engine)
    downgrade(empty_engine, "base")
    migrate(empty_engine)
    assert structure(empty_engine) == before


def test_every_step_can_be_taken_back_and_forth(bare_engine: Engine) -> None:
    revisions = [script.revision for script in reversed(list(ScriptDirectory.from_config(config()).walk_revisions()))]
    for revision in revisions:
        migrate(bare_engine, revision)
        before = structure(bare_engine)
        downgrade(bare_engine, "-1")
        migrate(bare_engine, revision)
        assert structure(bare_engine) == before
    check_migrated(bare_engine)


def test_data_can_be_loaded_when_the_tables_were_made_again(own_engine: Engine, tmp_path: Path) -> None:
    downgrade(own_engine, "base")
    migrate(own_engine)
    files = ferry_folder(tmp_path / "ferry").read()
    assert load_into(own_engine, files).records_changed > 0


def test_there_is_one_line_of_revisions_and_the_code_reads_the_last() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert scripts.get_heads() == [TABLES]
    assert len(scripts.get_bases()) == 1


def test_every_revision_is_named_by_its_number() -> None:
    for number, script in enumerate(reversed(list(ScriptDirectory.from_config(config()).walk_revisions())), 1):
        assert script.revision == f"{number:04}"
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_alembic_reaches_the_database_of_the_settings_when_it_is_called_by_itself(
    bare_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTS_DATABASE_URL", bare_engine.url.render_as_string(hide_password=False))
    command.upgrade(config(), "head")
    gc.collect()  # a connection left open is told when it is collected: here, and not in another test
    check_migrated(bare_engine)


def test_alembic_finds_nothing_to_add_when_it_is_called_by_itself(empty_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTS_DATABASE_URL", empty_engine.url.render_as_string(hide_password=False))
    command.check(config())
    gc.collect()  # as above


def test_old_database_keeps_its_records_when_it_is_upgraded(bare_engine: Engine) -> None:
    restore_old(bare_engine)
    before = state_of(bare_engine)
    migrate(bare_engine)
    assert is_migrated(bare_engine)
    assert state_of(bare_engine) == before
    assert len(before.of("claims")) == 6


def test_old_database_reads_like_a_new_one_when_its_files_are_loaded_again(
    bare_engine: Engine, empty_engine: Engine, tmp_path: Path
) -> None:
    restore_old(bare_engine)
    migrate(bare_engine)
    files = ferry_folder(tmp_path / "ferry").read()
    load_into(bare_engine, files)
    load_into(empty_engine, files)
    assert told(state_of(bare_engine)) == told(state_of(empty_engine))


@pytest.mark.parametrize("revision", ["0001", "0004"])
def test_records_of_an_old_database_have_rows_when_its_tables_are_prepared(bare_engine: Engine, revision: str) -> None:
    restore_old(bare_engine, revision)
    before = state_of(bare_engine)
    prepare_tables(bare_engine)
    assert state_of(bare_engine).number == before.number + 1
    assert list(differences(bare_engine)) == []


def test_no_record_of_0004_gets_a_version_when_its_row_is_added(bare_engine: Engine) -> None:
    restore_old(bare_engine, "0004")
    before = state_of(bare_engine)
    prepare_tables(bare_engine)
    assert state_of(bare_engine).records == before.records


def test_rows_are_there_when_old_files_are_loaded_after_alembic_was_called_by_itself(bare_engine: Engine, tmp_path: Path) -> None:
    restore_old(bare_engine, "0004")
    migrate(bare_engine)
    assert load_into(bare_engine, ferry_folder(tmp_path / "ferry").read()).written["vocabularies"] == 1  # one that is new since
    assert list(differences(bare_engine)) == []


def test_rows_are_there_again_when_their_column_was_taken_back(ferry_engine: Engine) -> None:
    downgrade(ferry_engine, "0004")
    prepare_tables(ferry_engine)
    assert list(differences(ferry_engine)) == []


def test_csv_of_an_old_database_is_that_of_a_new_one_when_its_tables_were_prepared(bare_engine: Engine, ferry_engine: Engine) -> None:
    restore_old(bare_engine, "0004")
    prepare_tables(bare_engine)
    old, new = (asked(engine, "/claims.csv?limit=500") for engine in (bare_engine, ferry_engine))
    assert old == new
    assert old[1].count("\r\n") == 7


def test_csv_is_no_answer_when_records_have_no_rows(bare_engine: Engine) -> None:
    restore_old(bare_engine, "0004")
    migrate(bare_engine)
    assert asked(bare_engine, "/claims.csv?limit=5")[0] == 500
    assert asked(bare_engine, "/claims?limit=5")[0] == 200


def test_old_database_is_refused_until_its_records_are_rendered(bare_engine: Engine) -> None:
    restore_old(bare_engine, "0004")
    migrate(bare_engine)
    with pytest.raises(DatabaseVersionError, match=f"were not rendered since the database came to migration {TABLES}: run 'facts migrate'"):
        check_migrated(bare_engine)
    prepare_tables(bare_engine)
    check_migrated(bare_engine)


def test_preparing_again_changes_nothing(bare_engine: Engine) -> None:
    restore_old(bare_engine, "0004")
    prepare_tables(bare_engine)
    before = state_of(bare_engine)
    prepare_tables(bare_engine)
    assert state_of(bare_engine) == before


def asked(engine: Engine, address: str) -> tuple[int, str]:
    """What a service on that database answers: status and text."""
    app = create_app(Settings(database_url=engine.url.render_as_string(hide_password=False)))
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get(address)
    return answer.status_code, answer.text


def told(state: State) -> dict[str, dict[str, object]]:
    """What every record says, apart from when it was written."""
    stamp = {"version", "created_at", "updated_at"}
    return {address: {name: value for name, value in record.data.items() if name not in stamp} for address, record in state.records.items()}


def restore_old(engine: Engine, revision: str = "0001") -> None:
    """The database as that revision left it, with the fictional folder loaded."""
    migrate(engine, revision)
    written = (OLD / f"{revision}.sql").read_text(encoding="utf-8")
    with writing(engine).begin() as connection:
        cursor = connection.connection.cursor()
        for statement in written.splitlines():
            cursor.execute(statement)
        if engine.dialect.name == "postgresql":
            for table in set(re.findall('INSERT INTO "([a-z_]+)" \\("id"', written)) - {"data_set"}:
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM \"{table}\"")  # noqa: S608 (names of our own)
        cursor.close()


def test_sequence_of_changes_begins_with_what_an_old_database_holds(bare_engine: Engine) -> None:
    restore_old(bare_engine, "0004")
    prepare_tables(bare_engine)
    with bare_engine.connect() as connection:
        numbers = connection.execute(text("SELECT seq FROM change ORDER BY seq")).scalars().all()
        missing = connection.execute(
            text("SELECT count(*) FROM record LEFT JOIN change USING (noun, item_id, version) WHERE change.seq IS NULL")
        ).scalar_one()
    assert numbers == list(range(1, len(numbers) + 1))
    assert missing == 0
    assert json.loads(asked(bare_engine, "/changes?limit=500")[1])["last"] == len(numbers)


def test_what_the_desk_wrote_is_taken_back_with_its_tables_and_nothing_else_is(own_engine: Engine) -> None:
    moment = datetime(2034, 5, 1, 12, tzinfo=UTC)
    with Session(writing(own_engine)) as session:
        create_key(session, "desk", [Scope.ADMIN], moment, None)
        records = Records(session, WRITABLE["claims"], moment)
        claim = session.execute(select(col(Claim.public_id)).order_by(col(Claim.id))).scalars().first() or ""
        records.patch(claim, {"purpose": "to leave"}, Terms("*", "It said why."))
        session.commit()
    kept = rows_of(own_engine)
    with Session(writing(own_engine)) as session:
        create_key(session, "late", [Scope.ADMIN], moment, None)
        Records(session, WRITABLE["stakeholders"], moment).create(StakeholderContent(id="gone", name="Gone", kind=StakeholderKind.GROUP))
        erase(session, "stakeholders", "gone", "The law.", moment)
        session.commit()
    downgrade(own_engine, "0007")
    assert {"api_key", "draft", "attempt", "receipt", "correction"}.isdisjoint(tables(own_engine))
    assert "gone" not in {column["name"] for column in inspect(own_engine).get_columns("record")}
    migrate(own_engine)
    assert rows_of(own_engine) == kept


def rows_of(engine: Engine) -> set[tuple[str, str, int, str]]:
    """Every record as it reads, and what each read before."""
    with engine.connect() as connection:
        records = connection.execute(select(col(Record.noun), col(Record.public_id), col(Record.version), col(Record.body)))
        older = select(col(Change.noun), col(Change.kind), col(Change.version), col(Change.body)).where(col(Change.body).is_not(None))
        return {tuple(row) for row in (*records, *connection.execute(older.where(col(Change.body) != "")))}
