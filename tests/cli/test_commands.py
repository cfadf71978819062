"""The commands in general: how they are listed, and what they say of settings and databases that are no good."""

from pathlib import Path

import click
import pytest

from app import __version__
from app.cli import main
from tests.cli.terminal import complaint, facts, free_port
from tests.ingest.folder import DataFolder

COMMANDS = ["serve", "migrate", "seed", "import", "erase", "keys", "webhooks", "deliver", "mirror"]
COMMANDS += ["export", "backup", "restore", "verify", "anchor", "openapi", "health"]


def test_every_command_is_listed_with_what_it_does() -> None:
    shown = facts("--help").stdout
    assert [line.split()[0] for line in shown.partition("Commands:")[2].strip().splitlines()] == COMMANDS


def test_version_is_that_of_the_package() -> None:
    assert facts("--version").stdout == f"facts, version {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_command_explains_itself(command: str) -> None:
    result = facts(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {command}")


def test_commands_are_listed_in_the_order_in_which_one_meets_them() -> None:
    assert main.list_commands(click.Context(main)) == COMMANDS


def test_usage_is_shown_when_a_command_is_unknown() -> None:
    result = facts("sed")
    assert result.exit_code == 2
    assert "No such command 'sed'" in result.stderr


@pytest.mark.parametrize("command", ["serve", "migrate", "seed", "health"])
def test_setting_is_named_when_it_is_no_good(command: str) -> None:
    told = complaint(facts(command, port="abc"))
    assert told.startswith("Error: FACTS_PORT=abc: ")


def test_every_setting_is_named_when_several_are_no_good() -> None:
    told = complaint(facts("migrate", port="abc", cache_seconds="-1"))
    assert "FACTS_PORT=abc: " in told
    assert "FACTS_CACHE_SECONDS=-1: " in told


def test_password_is_not_told_when_the_database_setting_is_no_good() -> None:
    told = complaint(facts("migrate", database_url="mysql://someone:secret@db/facts"))
    assert "FACTS_DATABASE_URL" in told
    assert "secret" not in told


@pytest.mark.parametrize(
    "url", ["postgresql://db:port/facts", "postgres+nodriver://u@db/facts", "sqlite:facts.sqlite", "sqlite+nodriver:///x"]
)
def test_error_is_one_line_when_the_address_of_the_database_cannot_be_read(url: str) -> None:
    assert complaint(facts("migrate", database_url=url))


@pytest.mark.parametrize("command", [("migrate",), ("seed",), ("serve",), ("serve", "--no-prepare")], ids=" ".join)
def test_error_is_one_line_without_the_password_when_the_database_is_unreachable(command: tuple[str, ...]) -> None:
    url = f"postgresql://someone:secret@127.0.0.1:{free_port()}/facts"
    told = complaint(facts(*command, database_url=url, port=free_port()))
    assert "cannot be reached" in told
    assert "secret" not in told


def test_error_names_the_file_when_the_database_cannot_be_made(tmp_path: Path) -> None:
    told = complaint(facts("migrate", database_url=f"sqlite:///{tmp_path}/missing/facts.sqlite"))
    assert f"{tmp_path}/missing/facts.sqlite cannot be reached" in told


def test_error_is_one_line_when_the_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    path.write_text("words " * 1000, encoding="utf-8")
    assert "not a database" in complaint(facts("migrate"))


def test_error_says_what_to_run_when_the_database_is_empty(ferry: DataFolder, text: Path) -> None:
    commands: list[list[str | Path]] = [["seed", "--from", ferry.path], ["verify", "--text", text], ["serve", "--no-prepare"]]
    for command in commands:
        assert complaint(facts(*command, port=free_port())).endswith("run 'facts migrate'")
