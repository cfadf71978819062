"""The same text after somebody has edited it."""

from app.anchors.text import SourceText

FRONT_MATTER_BLOCKS = 2


def edited(text: SourceText, *replacements: tuple[str, str]) -> SourceText:
    """``text`` with the first occurrence of each old wording replaced by the new one."""
    content = text.content
    for old, new in replacements:
        assert old in content
        content = content.replace(old, new, 1)
    return SourceText.of(content.encode(), FRONT_MATTER_BLOCKS)


def source(content: str) -> SourceText:
    """A text without front matter."""
    return SourceText.of(content.encode(), 0)
