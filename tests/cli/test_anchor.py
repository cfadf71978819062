"""``facts anchor``: the places of a report's evidence, written beside it."""

from pathlib import Path

import pytest

from app.ingest.files import read_data_files
from tests.cli.terminal import complaint, facts
from tests.ingest.folder import DataFolder


def test_anchors_are_written_beside_the_report(ferry: DataFolder, text: Path) -> None:
    anchors = ferry.report_path.with_suffix(".anchors.json")
    anchors.unlink()
    result = facts("anchor", ferry.report_path, "--text", text)
    assert result.exit_code == 0
    assert result.stdout == f"wrote {anchors}\n"
    assert len(read_data_files(ferry.path).reports[0].anchors.anchors) == 15


def test_anchors_do_not_hold_the_text(ferry: DataFolder, text: Path) -> None:
    facts("anchor", ferry.report_path, "--text", text)
    anchors = ferry.report_path.with_suffix(".anchors.json").read_text(encoding="utf-8")
    assert all(paragraph not in anchors for paragraph in text.read_text(encoding="utf-8").split("\n\n"))


def test_every_quotation_that_is_not_there_is_named(ferry: DataFolder, text: Path) -> None:
    ferry.claim("families-turned-away")["evidence"] = [{"paragraph": 4, "exact": "turning everybody away"}]
    ferry.claim("schools-should-open")["evidence"] = [{"paragraph": 9, "exact": "open its schools"}]
    ferry.write_files()
    result = facts("anchor", ferry.report_path, "--text", text)
    assert result.exit_code == 1
    assert "claim families-turned-away, evidence.0: paragraph 4 does not have 'turning everybody away'" in result.stderr
    assert "claim schools-should-open, evidence.0: there is no paragraph 9" in result.stderr


def test_anchors_stay_as_they_were_when_a_quotation_is_not_there(ferry: DataFolder, text: Path) -> None:
    anchors = ferry.report_path.with_suffix(".anchors.json")
    before = anchors.read_bytes()
    ferry.claim("families-turned-away")["evidence"] = [{"paragraph": 4, "exact": "turning everybody away"}]
    ferry.write_files()
    facts("anchor", ferry.report_path, "--text", text)
    assert anchors.read_bytes() == before


@pytest.mark.parametrize("content", ["claims: [", "", "- just\n- words\n", "document: {}\n"])
def test_error_names_the_report_when_it_is_not_one(ferry: DataFolder, text: Path, content: str) -> None:
    ferry.report_path.write_text(content, encoding="utf-8")
    result = facts("anchor", ferry.report_path, "--text", text)
    assert result.exit_code == 1
    assert all(str(ferry.report_path) in line for line in result.stderr.splitlines())


def test_error_names_record_and_field_when_a_claim_is_wrong(ferry: DataFolder, text: Path) -> None:
    ferry.claim("families-turned-away")["kind"] = "rumour"
    ferry.write_files()
    result = facts("anchor", ferry.report_path, "--text", text)
    assert result.exit_code == 1
    assert "claims.5 (families-turned-away), kind: Input should be " in result.stderr


def test_error_names_the_text_when_it_is_binary(ferry: DataFolder, text: Path) -> None:
    text.write_bytes(b"\x00\xff\xfe")
    assert f"{text}: is not UTF-8" in complaint(facts("anchor", ferry.report_path, "--text", text))


@pytest.mark.parametrize("missing", ["report", "text"])
def test_usage_is_shown_when_a_file_is_not_there(ferry: DataFolder, text: Path, missing: str) -> None:
    (ferry.report_path if missing == "report" else text).unlink()
    assert facts("anchor", ferry.report_path, "--text", text).exit_code == 2
