"""What is wrong with a data file is said in a line that names file, line, record and field."""

import re
from pathlib import Path

import pytest

from app.ingest.errors import DataError, FileFault
from app.ingest.files import read_data_files
from tests.ingest.folder import Data, DataFolder


def faults_of(folder: Path) -> list[FileFault]:
    with pytest.raises(DataError) as raised:
        read_data_files(folder)
    return list(raised.value.faults)


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first ``old`` in a file; the line that it stood on."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return content[: content.index(old)].count("\n") + 1


@pytest.fixture
def written(ferry: DataFolder) -> DataFolder:
    """The fictional folder, with its anchors."""
    ferry.write()
    return ferry


def test_error_names_the_place_when_a_file_is_not_yaml(written: DataFolder) -> None:
    edit(written.report_path, "kind: decision", "kind: [decision")
    (fault,) = faults_of(written.path)
    assert fault.file == written.report_path
    assert fault.detail.startswith("is not YAML: ")
    assert re.search(r"line \d+", fault.detail)
    assert "\n" not in str(fault)


def test_error_names_the_file_when_it_is_not_utf_8(written: DataFolder) -> None:
    path = written.path / "topics.yaml"
    path.write_bytes(path.read_bytes() + "# café\n".encode("latin-1"))
    (fault,) = faults_of(written.path)
    assert fault.file == path
    assert "UTF-8" in fault.detail


@pytest.mark.parametrize("name", ["stakeholders.yaml", "topics.yaml", "terms.yaml"])
def test_error_names_the_file_when_it_is_not_there(written: DataFolder, name: str) -> None:
    (written.path / name).unlink()
    assert str(faults_of(written.path)[0]) == f"{written.path / name}: cannot be read: No such file or directory"


@pytest.mark.parametrize("content", ["", "just words", "- 1\n- 2\n"])
def test_error_names_the_file_when_it_holds_something_else(written: DataFolder, content: str) -> None:
    written.report_path.write_text(content, encoding="utf-8")
    faults = faults_of(written.path)
    assert {fault.file for fault in faults} == {written.report_path}
    assert all(fault.detail for fault in faults)


def test_error_names_file_line_record_and_field_when_a_value_is_not_of_the_enum(written: DataFolder) -> None:
    line = edit(written.report_path, "kind: condition", "kind: conditional")
    (fault,) = faults_of(written.path)
    assert str(fault).startswith(f"{written.report_path}:{line}: claims.1 (islanders-sleep-in-market), kind: Input should be 'decision', ")


def test_error_names_the_field_within_the_record_when_it_lies_deeper(written: DataFolder) -> None:
    line = edit(written.report_path, "act: urges", "act: begs")
    (fault,) = faults_of(written.path)
    assert (fault.line, fault.record, fault.field) == (line, "claims.3 (schools-should-open)", "chain.0.act")


def test_error_names_the_field_when_it_is_unknown(written: DataFolder) -> None:
    line = edit(written.report_path, "cue: is suspected of", "cues: suspected")
    fault = faults_of(written.path)[0]
    assert (fault.line, fault.field, fault.detail) == (line, "chain.0.cues", "Extra inputs are not permitted")


def test_error_names_the_record_when_a_field_is_missing(written: DataFolder) -> None:
    claim = written.claim("families-turned-away")
    del claim["statement"]
    written.write_files()
    (fault,) = faults_of(written.path)
    assert (fault.record, fault.field, fault.detail) == ("claims.5 (families-turned-away)", "statement", "Field required")
    assert fault.line is not None


@pytest.mark.parametrize("field", ["exact", "to"])
def test_error_counts_the_words_when_thirteen_are_quoted(written: DataFolder, field: str) -> None:
    thirteen = " ".join(f"w{number}" for number in range(13))
    written.claim("families-turned-away")["evidence"][0][field] = thirteen
    written.write_files()
    fault = faults_of(written.path)[0]
    assert fault.field == f"evidence.0.{field}"
    assert fault.detail == "quotes 13 words of the source; at most 12 may be quoted"


@pytest.mark.parametrize(("field", "where"), [("cue", "chain"), ("label", "chain"), ("as_printed", "figures")])
def test_error_counts_the_words_when_another_quoted_field_is_too_long(written: DataFolder, field: str, where: str) -> None:
    written.claim("islanders-may-stay")[where][0][field] = "word " * 13
    written.write_files()
    assert faults_of(written.path)[0].field == f"{where}.0.{field}"


def test_twelve_words_may_be_quoted(written: DataFolder) -> None:
    written.claim("islanders-may-stay")["chain"][0]["cue"] = " ".join(["word"] * 12)
    written.write_files()
    assert read_data_files(written.path).reports


WRONG_DOCUMENTS: list[Data] = [
    {"published_at": "2034-04-12T18:30:00"},
    {"published_at": "yesterday"},
    {"language": "English"},
    {"url": "news.example/tamar"},
    {"id": "Tamar Landing"},
    {"id": None},
    {"title": ""},
    {"front_matter_blocks": -1},
]


@pytest.mark.parametrize("wrong", WRONG_DOCUMENTS, ids=str)
def test_error_names_the_field_of_the_document_when_it_is_wrong(written: DataFolder, wrong: Data) -> None:
    written.report["document"] |= wrong
    written.write_files()
    (fault,) = faults_of(written.path)
    assert (fault.record.split(" ")[0], fault.field) == ("document", *wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "1e400"),
        ("value", ".nan"),
        ("value", "1234567890123456"),
        ("period", "last spring"),
        ("duration", "ten years"),
        ("unit", "Person"),
        ("evidence", []),
    ],
)
def test_error_names_the_field_of_a_figure_when_it_is_wrong(written: DataFolder, field: str, value: object) -> None:
    written.claim("islanders-may-stay")["figures"][0][field] = value
    written.write_files()
    (fault,) = faults_of(written.path)
    assert (fault.record, fault.field) == ("claims.0 (islanders-may-stay)", f"figures.0.{field}")


@pytest.mark.parametrize("field", ["topics", "chain", "evidence"])
def test_error_names_the_list_when_a_claim_leaves_it_empty(written: DataFolder, field: str) -> None:
    written.claim("islanders-may-stay")[field] = []
    written.write_files()
    assert faults_of(written.path)[0].field == field


def test_error_names_the_stakeholder_when_its_kind_is_wrong(written: DataFolder) -> None:
    path = written.path / "stakeholders.yaml"
    line = edit(path, "kind: ngo", "kind: charity")
    (fault,) = faults_of(written.path)
    assert (fault.file, fault.line, fault.record, fault.field) == (path, line, "3 (lantern-society)", "kind")


def test_error_names_the_term_when_it_has_no_definition(written: DataFolder) -> None:
    del written.terms["measures"][1]["definition"]
    written.write_files()
    (fault,) = faults_of(written.path)
    assert "departures" in str(fault)


def test_error_says_what_to_run_when_a_report_has_no_anchors(written: DataFolder) -> None:
    written.report_path.with_suffix(".anchors.json").unlink()
    (fault,) = faults_of(written.path)
    assert fault.file == written.report_path
    assert f"run 'facts anchor {written.report_path} --text TEXT'" in fault.detail


@pytest.mark.parametrize("content", ["", "{", "[]", '{"text_sha256": "short", "text_length": 1, "anchors": []}'])
def test_error_names_the_anchor_file_when_it_is_broken(written: DataFolder, content: str) -> None:
    written.report_path.with_suffix(".anchors.json").write_text(content, encoding="utf-8")
    faults = faults_of(written.path)
    assert ".anchors.json" in str(faults[0])


def test_faults_of_one_file_are_reported_together(written: DataFolder) -> None:
    edit(written.report_path, "kind: decision", "kind: decided")
    edit(written.report_path, "kind: estimate", "kind: guess")
    edit(written.report_path, "act: urges", "act: begs")
    assert [(fault.record, fault.field) for fault in faults_of(written.path)] == [
        ("claims.0 (islanders-may-stay)", "kind"),
        ("claims.2 (departures-in-march)", "kind"),
        ("claims.3 (schools-should-open)", "chain.0.act"),
    ]


def test_one_fault_is_reported_when_the_only_hop_of_a_chain_is_wrong(written: DataFolder) -> None:
    edit(written.report_path, "act: denies", "act: denied")
    assert [fault.field for fault in faults_of(written.path)] == ["chain.0.act"]


def test_faults_of_all_files_are_reported_together(written: DataFolder) -> None:
    edit(written.report_path, "kind: decision", "kind: decided")
    edit(written.path / "stakeholders.yaml", "kind: ngo", "kind: charity")
    assert {fault.file.name for fault in faults_of(written.path)} == {"tamar-landing.yaml", "stakeholders.yaml"}


def test_every_fault_is_one_line_when_they_are_printed(written: DataFolder) -> None:
    edit(written.report_path, "kind: decision", "kind: decided")
    edit(written.report_path, "kind: estimate", "kind: guess")
    with pytest.raises(DataError) as raised:
        read_data_files(written.path)
    assert len(str(raised.value).splitlines()) == 2


def test_error_names_the_field_when_a_record_gives_it_twice(written: DataFolder) -> None:
    line = edit(written.report_path, "  kind: condition\n", "  kind: condition\n  kind: action\n") + 1
    (fault,) = faults_of(written.path)
    assert fault.line == line
    assert "kind" in str(fault)


def test_error_names_the_file_when_a_field_is_a_list(written: DataFolder) -> None:
    (written.path / "topics.yaml").write_text("- ? [id, name]\n  : shelter\n", encoding="utf-8")
    assert faults_of(written.path)[0].file == written.path / "topics.yaml"
