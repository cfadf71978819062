"""From any earlier state of the tables to the one that the code reads."""

import pytest
from sqlalchemy import Engine, inspect, text

from app.db.engine import open_engine
from app.db.errors import DatabaseVersionError
from app.db.migrate import migrate
from app.db.version import check_migrated
from app.model import metadata
from tests.conftest import Databases
from tests.ingest.stored import state_of


def test_every_table_is_there_when_an_empty_database_was_migrated(empty_engine: Engine) -> None:
    names = {name for name in inspect(empty_engine).get_table_names() if not name.startswith("search_")}  # FTS5 keeps its own beside
    assert names == {*metadata.tables, "alembic_version", "search"}


def test_nothing_changes_when_it_is_migrated_again(own_engine: Engine) -> None:
    before = state_of(own_engine)
    migrate(own_engine)
    migrate(own_engine)
    assert state_of(own_engine) == before


def test_nothing_is_wrong_when_the_tables_are_those_of_the_code(empty_engine: Engine) -> None:
    check_migrated(empty_engine)


def test_error_says_what_to_run_when_the_database_is_empty(databases: Databases) -> None:
    engine = open_engine(databases.create())
    with pytest.raises(DatabaseVersionError) as raised:
        check_migrated(engine)
    engine.dispose()
    assert str(raised.value).startswith("the database is at migration none, this version reads ")
    assert str(raised.value).endswith("run 'facts migrate'")


def test_error_names_both_when_the_database_is_newer_than_the_code(empty_engine: Engine) -> None:
    set_revision(empty_engine, "9999")
    with pytest.raises(DatabaseVersionError, match="the database is at migration 9999, this version reads "):
        check_migrated(empty_engine)


def test_migrating_is_refused_in_one_line_when_the_database_is_newer_than_the_code(empty_engine: Engine) -> None:
    set_revision(empty_engine, "9999")
    with pytest.raises(DatabaseVersionError) as raised:
        migrate(empty_engine)
    assert "9999" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_nothing_is_left_behind_when_a_migration_fails(databases: Databases) -> None:
    engine = open_engine(databases.create())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE evidence (id INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    tables = set(inspect(engine).get_table_names())
    engine.dispose()
    assert tables == {"evidence"}


def set_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
