"""``facts verify``: whether every anchor still holds."""

from pathlib import Path

import pytest

from tests.cli.terminal import complaint, facts
from tests.ingest.folder import DataFolder
from tests.ingest.test_second_report import TEXT, second_report


@pytest.fixture(autouse=True)
def _prepared(database_url: str) -> None:
    facts("migrate", database_url=database_url)


@pytest.fixture
def loaded(ferry: DataFolder) -> DataFolder:
    """The fictional folder, loaded."""
    assert facts("seed", "--from", ferry.path).exit_code == 0
    return ferry


@pytest.fixture
def two_loaded(ferry: DataFolder) -> DataFolder:
    """The fictional folder with a second report, loaded."""
    ferry.add_report("tamar-empty", second_report(), TEXT)
    ferry.write()
    assert facts("seed", "--from", ferry.path).exit_code == 0
    return ferry


def rewrite(text: Path, old: str, new: str) -> None:
    content = text.read_text(encoding="utf-8")
    assert old in content
    text.write_text(content.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("loaded")
def test_text_is_sound_when_nothing_drifted(text: Path) -> None:
    result = facts("verify", "--text", text)
    assert result.exit_code == 0
    assert result.stdout == f"tamar-landing-2034: {text}\n15 checked: 15 in place\n"


@pytest.mark.usefixtures("loaded")
def test_new_place_is_proposed_when_words_moved(text: Path) -> None:
    rewrite(text, "The ferry company", "The old ferry company")
    result = facts("verify", "--text", text)
    assert result.exit_code == 1
    assert "moved: the same passage stands elsewhere" in result.stdout
    assert '  proposal: {"paragraph": 4, ' in result.stdout
    assert "the text has changed: its sha256 is " in result.stdout
    assert result.stdout.endswith("15 checked: 13 in place, 2 moved\n")


@pytest.mark.usefixtures("loaded")
def test_record_is_named_when_its_words_are_gone(text: Path) -> None:
    rewrite(text, "turning families away", "sending families home")
    result = facts("verify", "--text", text)
    assert result.exit_code == 1
    assert "missing: 'turning families away' stands nowhere in the text" in result.stdout
    assert any(line.startswith("claims/clm_") for line in result.stdout.splitlines())


@pytest.mark.usefixtures("loaded")
def test_hops_and_figures_are_named_when_theirs_are_gone(text: Path) -> None:
    rewrite(text, "60 islanders from Tamar", "sixty people")
    rewrite(text, "according to Harbour Radio", "as Harbour Radio has it")
    told = facts("verify", "--text", text).stdout
    assert any(line.startswith("figures/fig_") and "missing" in line for line in told.splitlines())
    assert any("chain depth 1" in line and "missing" in line for line in told.splitlines())


@pytest.mark.usefixtures("loaded")
def test_text_is_not_sound_when_only_words_that_nothing_rests_on_changed(text: Path) -> None:
    rewrite(text, "at the pier", "at the quay")
    result = facts("verify", "--text", text)
    assert result.exit_code == 1
    assert result.stdout.endswith("15 checked: 15 in place\n")


def test_document_is_found_by_its_text_when_there_are_several(two_loaded: DataFolder) -> None:
    text = two_loaded.path / "texts" / "tamar-empty.txt"
    assert facts("verify", "--text", text).stdout == f"tamar-empty-2034: {text}\n1 checked: 1 in place\n"


def test_error_asks_which_document_when_the_text_is_none_of_several(two_loaded: DataFolder) -> None:
    text = two_loaded.path / "texts" / "tamar-empty.txt"
    text.write_text(TEXT.replace("Friday", "Saturday"), encoding="utf-8")
    told = complaint(facts("verify", "--text", text))
    assert told.endswith("say with --document which it should be: tamar-empty-2034, tamar-landing-2034")


def test_document_is_the_one_that_is_named_when_the_text_is_none_of_several(two_loaded: DataFolder) -> None:
    text = two_loaded.path / "texts" / "tamar-empty.txt"
    text.write_text(TEXT.replace("Friday", "Saturday"), encoding="utf-8")
    result = facts("verify", "--text", text, "--document", "tamar-empty-2034")
    assert result.exit_code == 1
    assert "1 checked: 1 moved" in result.stdout


@pytest.mark.usefixtures("loaded")
def test_error_lists_the_documents_when_the_one_that_is_named_is_unknown(text: Path) -> None:
    told = complaint(facts("verify", "--text", text, "--document", "tamar-landing"))
    assert told == "Error: there is no document 'tamar-landing'; there are: tamar-landing-2034"


def test_error_says_what_to_run_when_there_are_no_documents(text: Path) -> None:
    assert "none yet: run 'facts seed'" in complaint(facts("verify", "--text", text))


def test_usage_is_shown_when_the_text_is_not_there(tmp_path: Path) -> None:
    result = facts("verify", "--text", tmp_path / "nowhere.txt")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_usage_is_shown_when_the_text_is_a_folder(tmp_path: Path) -> None:
    assert facts("verify", "--text", tmp_path).exit_code == 2


def test_usage_is_shown_when_no_text_is_given() -> None:
    assert facts("verify").exit_code == 2


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00\xff", b"", b"\n\n", b"One line only."])
def test_error_names_the_file_when_it_is_no_text_with_paragraphs(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "source.txt"
    path.write_bytes(content)
    assert complaint(facts("verify", "--text", path)).startswith(f"Error: {path}: ")
