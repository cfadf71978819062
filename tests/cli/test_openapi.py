"""``facts openapi write``."""

from pathlib import Path

from app.openapi import documents
from tests.cli.terminal import facts


def test_documents_are_written_to_the_folder_as_the_code_gives_them_whatever_the_settings(tmp_path: Path) -> None:
    result = facts("openapi", "write", "--to", tmp_path, port=9000, public_url="https://facts.example")
    given = documents()
    assert {path.name: path.read_bytes().decode() for path in tmp_path.glob("*.*") if path.is_file()} == given
    assert result.stdout.splitlines() == [f"wrote {tmp_path / name}" for name in given]


def test_usage_is_shown_when_the_folder_is_not_there(tmp_path: Path) -> None:
    assert facts("openapi", "write", "--to", tmp_path / "nowhere").exit_code == 2
