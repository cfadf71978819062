import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.cli import main
from tests.exports.conftest import PUBLIC_URL

Run = Callable[..., Result]


@pytest.fixture
def facts(seeded_url: str) -> Run:
    """Runs a command on the seed."""
    environment = {"FACTS_DATABASE_URL": seeded_url, "FACTS_PUBLIC_URL": PUBLIC_URL}
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def test_the_package_is_the_one_of_the_service(facts: Run, tmp_path: Path, public_client: TestClient) -> None:
    path = tmp_path / "all.zip"
    ran = facts("export", "zip", "--to", path)
    assert ran.exit_code == 0, ran.output
    assert path.read_bytes() == public_client.get("/exports/refugee-policy-facts.zip").content
    assert ran.stdout == f"wrote {path}: revision 1, {path.stat().st_size} bytes\n"
    assert "records" in ran.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_is_one(facts: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.sqlite"
    assert facts("export", "sqlite", "--to", path).exit_code == 0
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM claims").fetchone()[0] > 0


def test_a_list_is_written_in_a_format(facts: Run, tmp_path: Path, public_client: TestClient) -> None:
    assert facts("export", "csv", "--to", tmp_path / "claims.csv").exit_code == 0
    assert (tmp_path / "claims.csv").read_bytes() == public_client.get("/claims.csv").content
    assert facts("export", "ndjson", "--noun", "stakeholders", "--to", tmp_path / "who.ndjson").exit_code == 0
    lines = (tmp_path / "who.ndjson").read_text("utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} >= {"china"}


def test_a_file_that_is_there_is_kept(facts: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("mine")
    refused = facts("export", "csv", "--to", path)
    assert (refused.exit_code, refused.stderr) == (1, f"Error: {path} is there already; --force replaces it\n")
    assert path.read_text() == "mine"
    assert facts("export", "csv", "--to", path, "--force").exit_code == 0
    assert path.read_text("utf-8").startswith("id,statement,attribution,")


def test_what_cannot_be_done_is_said_in_one_line(facts: Run, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert facts("export", "zip", "--to", missing / "all.zip").stderr == f"Error: there is no folder {missing}\n"
    assert "--noun is for csv, ndjson" in facts("export", "zip", "--noun", "claims", "--to", tmp_path / "all.zip").stderr
    assert facts("export", "xls", "--to", tmp_path / "all.xls").exit_code == 2


def test_without_data_it_says_what_to_do(empty_engine: Engine, tmp_path: Path) -> None:
    environment = {"FACTS_DATABASE_URL": empty_engine.url.render_as_string(hide_password=False)}
    ran = CliRunner().invoke(main, ["export", "zip", "--to", str(tmp_path / "all.zip")], env=environment)
    assert (ran.exit_code, ran.stderr.count("\n")) == (1, 1)
    assert "facts seed" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_database_is_never_replaced_by_its_export(own_engine: Engine) -> None:
    if own_engine.dialect.name != "sqlite":
        pytest.skip("only SQLite databases are files")
    path = Path(str(own_engine.url.database))
    ran = CliRunner().invoke(main, ["export", "sqlite", "--to", str(path), "--force"], env={"FACTS_DATABASE_URL": f"sqlite:///{path}"})
    assert ran.exit_code == 1
    assert "the database itself" in ran.stderr
