"""``facts migrate`` and ``facts seed``."""

from pathlib import Path

import pytest

from app.db.engine import open_engine
from tests.cli.terminal import complaint, complaints, facts
from tests.conftest import Databases
from tests.ingest.folder import DataFolder
from tests.ingest.stored import State, state_of


@pytest.fixture
def prepared(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a database of each kind that was migrated."""
    url = databases.create()
    monkeypatch.setenv("FACTS_DATABASE_URL", url)
    assert facts("migrate").exit_code == 0
    return url


def stored(url: str) -> State:
    engine = open_engine(url)
    state = state_of(engine)
    engine.dispose()
    return state


def test_migrating_says_which_database_and_hides_the_password(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    url = databases.create()
    monkeypatch.setenv("FACTS_DATABASE_URL", url.replace("postgres:@", "postgres:secret@"))
    result = facts("migrate")
    assert result.exit_code == 0
    assert result.stderr.startswith("Database ")
    assert result.stderr.endswith(": migrating ...\n")
    assert "secret" not in result.stderr


@pytest.mark.usefixtures("prepared")
def test_migrating_again_is_fine() -> None:
    assert facts("migrate").exit_code == 0


def test_seeding_says_what_was_loaded(prepared: str, ferry: DataFolder) -> None:
    result = facts("seed", "--from", ferry.path)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Loading the data of {ferry.path} ...\nLoaded ")
    assert "6 claims" in result.stderr
    assert len(stored(prepared).of("claims")) == 6


def test_seeding_again_loads_nothing_new(prepared: str, ferry: DataFolder) -> None:
    facts("seed", "--from", ferry.path)
    before = stored(prepared)
    assert facts("seed", "--from", ferry.path).stderr.endswith("Loaded nothing new.\n")
    assert stored(prepared) == before


def test_seeding_what_was_there_before_something_else_loads_it_again(prepared: str, ferry: DataFolder) -> None:
    facts("seed", "--from", ferry.path)
    before = _statements(prepared)
    claim = ferry.claim("departures-in-march")
    told = claim["statement"]
    for statement in ("Nobody left in March.", told):
        claim["statement"] = statement
        ferry.write()
        assert "Loaded 1 claims" in facts("seed", "--from", ferry.path).stderr
        assert (_statements(prepared) == before) is (statement == told)


def _statements(url: str) -> set[str]:
    return {record.data["statement"] for record in stored(url).of("claims").values()}


def test_seeding_takes_the_data_folder_of_the_settings_when_none_is_given(prepared: str, ferry: DataFolder) -> None:
    assert facts("seed", data_folder=ferry.path).exit_code == 0
    assert len(stored(prepared).of("documents")) == 1


def test_seeding_warns_of_claims_that_the_files_no_longer_have(prepared: str, ferry: DataFolder) -> None:
    facts("seed", "--from", ferry.path)
    ferry.report["claims"].pop()
    ferry.write()
    result = facts("seed", "--from", ferry.path)
    assert result.exit_code == 0
    (warning,) = [line for line in result.stderr.splitlines() if line.startswith("warning: ")]
    assert warning.endswith("is in the database and no longer in the files; it stays published")
    assert len(stored(prepared).of("claims")) == 6


def test_every_fault_is_told_and_nothing_loaded_when_files_are_wrong(prepared: str, ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["topics"] = ["flights"]
    ferry.claim("islanders-are-refugees")["chain"][0]["stakeholder"] = "quorel"
    ferry.write()
    result = facts("seed", "--from", ferry.path)
    assert result.exit_code == 1
    assert "claim departures-in-march, topics: there is no topic 'flights'; did you mean 'flight'?" in result.stderr
    assert "claim islanders-are-refugees, chain.0.stakeholder: there is no stakeholder 'quorel'" in result.stderr
    assert stored(prepared).records == {}


@pytest.mark.usefixtures("prepared")
def test_error_names_the_file_when_a_folder_has_no_data(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert complaints(facts("seed", "--from", empty))[0].startswith(f"{empty}/stakeholders.yaml: ")


@pytest.mark.usefixtures("prepared")
def test_error_names_the_folder_when_the_one_of_the_settings_is_not_there(tmp_path: Path) -> None:
    assert complaints(facts("seed", data_folder=tmp_path / "nowhere"))[0].startswith(f"{tmp_path}/nowhere/")


@pytest.mark.usefixtures("prepared")
def test_usage_is_shown_when_the_folder_is_not_there(tmp_path: Path) -> None:
    result = facts("seed", "--from", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


@pytest.mark.usefixtures("prepared")
def test_error_is_one_line_when_a_file_is_not_utf_8(ferry: DataFolder) -> None:
    (ferry.path / "topics.yaml").write_bytes(b"- id: caf\xe9\n")
    assert "topics.yaml" in complaint(facts("seed", "--from", ferry.path))


def test_error_is_one_line_when_the_database_is_newer_than_the_code(prepared: str) -> None:
    engine = open_engine(prepared)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert "9999" in complaint(facts("migrate"))
    assert "9999" in complaint(facts("seed"))
