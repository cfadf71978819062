from hashlib import sha256
from pathlib import Path

import pytest

from app.anchors.span import Span
from app.anchors.text import SourceText, SourceTextError, read_source
from tests.anchors.edited import source


def paragraphs(text: SourceText) -> list[str]:
    return [span.of(text.content) for span in text.paragraphs]


def test_paragraphs_count_from_the_first_block_after_the_front_matter(harbour: SourceText) -> None:
    assert len(harbour.paragraphs) == 4
    assert paragraphs(harbour)[0].startswith("The harbour council")
    assert paragraphs(harbour)[3].endswith("mended.")


def test_sha256_is_of_the_bytes_when_a_file_is_read(harbour: SourceText, harbour_path: Path) -> None:
    assert harbour.sha256 == sha256(harbour_path.read_bytes()).hexdigest()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blank_lines_part_paragraphs_whatever_the_line_end(line_end: str) -> None:
    text = source(line_end.join(["", "One", "and a half.", " \t\u00a0", "", "  Two. ", ""]))
    assert paragraphs(text) == [f"One{line_end}and a half.", "Two."]


def test_line_ends_stay_as_they_are_when_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"One.\r\n\r\nTwo.\r\n")
    text = read_source(path, 1)
    assert text.content == "One.\r\n\r\nTwo.\r\n"
    assert text.paragraphs == (Span(8, 12),)


def test_length_counts_code_points_where_characters_lie_beyond_the_basic_plane() -> None:
    text = source("\U0001f6a2 e\u0301")
    assert text.length == 4
    assert text.paragraphs == (Span(0, 4),)


def test_byte_order_mark_counts_as_a_character_when_a_file_begins_with_one() -> None:
    text = SourceText.of(b"\xef\xbb\xbfOne.\n\nTwo.", 0)
    assert text.content[0] == "\ufeff"
    assert text.paragraphs == (Span(0, 5), Span(7, 11))


def test_error_names_the_byte_when_a_file_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Two cafés".encode("latin-1"))
    with pytest.raises(SourceTextError, match=r"latin\.txt: is not UTF-8 at byte 7 \(0xe9\)"):
        read_source(path, 0)


@pytest.mark.parametrize(("raw", "front_matter_blocks"), [(b"", 0), (b" \n\n ", 0), (b"One.\n\nTwo.", 2), (b"One.", 3)])
def test_error_counts_the_blocks_when_no_paragraph_is_left(raw: bytes, front_matter_blocks: int) -> None:
    with pytest.raises(SourceTextError, match=rf"has \d blocks of text, so that {front_matter_blocks} of front matter"):
        SourceText.of(raw, front_matter_blocks)
