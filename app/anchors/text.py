"""A source text as it lies on disk: its characters, its fingerprint and its numbered paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Self

from app.anchors.folding import FoldedText, fold
from app.anchors.span import Span

_BLOCK = re.compile(
    r"""\S[^\r\n]*              # from the first visible character to the end of its line,
    (?:(?:\r\n|[\r\n])          # and on over every next line
    [^\S\r\n]*\S[^\r\n]*)*      # that has something visible on it
    """,
    re.VERBOSE,
)


class SourceTextError(Exception):
    """The file cannot be read as a source text; the message says why, and where."""


@dataclass(frozen=True)
class SourceText:
    """A text in which places are counted: every offset is in Unicode code points of ``content``.

    ``content`` is what the bytes say in UTF-8 and nothing else: line ends stay as they are, and a byte order mark counts
    as the character U+FEFF. ``paragraphs[0]`` is paragraph 1.
    """

    content: str
    sha256: str
    paragraphs: tuple[Span, ...]

    @classmethod
    def of(cls, raw: bytes, front_matter_blocks: int) -> Self:
        """Read ``raw``, whose first blocks (a headline, a dateline) come before paragraph 1; raise ``SourceTextError``."""
        content = _decode(raw)
        blocks = tuple(_blocks(content))
        if len(blocks) <= front_matter_blocks:
            msg = f"has {len(blocks)} blocks of text, so that {front_matter_blocks} of front matter leave no paragraph"
            raise SourceTextError(msg)
        return cls(content, sha256(raw).hexdigest(), blocks[front_matter_blocks:])

    @property
    def length(self) -> int:
        """How many code points the text has."""
        return len(self.content)

    @cached_property
    def folded(self) -> FoldedText:
        """The whole text with its typography evened out, front matter included."""
        return fold(self.content)

    @cached_property
    def folded_paragraphs(self) -> tuple[FoldedText, ...]:
        """The paragraphs with their typography evened out, for searches that look past it."""
        return tuple(fold(span.of(self.content), span.start) for span in self.paragraphs)


def read_source(path: Path, front_matter_blocks: int) -> SourceText:
    """The text in the file at ``path``; a ``SourceTextError`` names the file."""
    try:
        return SourceText.of(path.read_bytes(), front_matter_blocks)
    except SourceTextError as error:
        msg = f"{path}: {error}"
        raise SourceTextError(msg) from error


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"is not UTF-8 at byte {error.start} (0x{raw[error.start]:02x}): {error.reason}"
        raise SourceTextError(msg) from error


def _blocks(content: str) -> Iterator[Span]:
    """What stands between blank lines (lines of nothing but whitespace), without the whitespace around it."""
    for block in _BLOCK.finditer(content):
        yield Span(block.start(), block.start() + len(block[0].rstrip()))
