"""By what a folder of data files is known."""

from pathlib import Path

from app.ingest.folder import digest_of_folder


def test_folder_is_known_by_the_names_and_contents_of_its_files(tmp_path: Path) -> None:
    report = tmp_path / "reports" / "a.yaml"
    report.parent.mkdir()
    digests = [digest_of_folder(tmp_path)]
    report.write_text("claims: []")
    digests += [digest_of_folder(tmp_path)]
    report.write_text("claims: [ ]")
    digests += [digest_of_folder(tmp_path)]
    report.rename(report.with_name("b.yaml"))
    digests += [digest_of_folder(tmp_path)]
    report.with_name("b.yaml").rename(tmp_path / "b.yaml")
    digests += [digest_of_folder(tmp_path)]
    assert len(set(digests)) == len(digests)
    (tmp_path / "notes.txt").write_text("no data")
    assert digest_of_folder(tmp_path) == digests[-1]
