"""The documentation as data: its pages, their code blocks, tables, headings and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.settings import CHECKOUT

PAGES = (
    CHECKOUT / "README.md",
    CHECKOUT / "CONTRIBUTING.md",
    CHECKOUT / "CHANGELOG.md",
    *sorted((CHECKOUT / "docs").glob("**/*.md")),
    *sorted((CHECKOUT / "openapi" / "clients").glob("**/*.md")),
)

QUICK_STARTS = CHECKOUT / "docs" / "quickstart"

AT_THE_DESK = "desk"
"""What the first line of a console block says that writes: such blocks build on those before them on the page."""
_FILE_MODES = {">": "w", ">>": "a"}

_FENCE = re.compile(r"^( *)```(\S*) *(.*)$")
_HEADING = re.compile(r"^(#+) (.+)$")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block; ``about`` is what its first line says after the language: of what the block is a part, or a file's name."""

    page: Path
    line: int
    language: str
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(CHECKOUT)}:{self.line}"


def blocks(*languages: str) -> list[Block]:
    """Every fenced block in one of these languages, on all pages."""
    return [block for page in PAGES for block in blocks_of(page) if block.language in languages]


def blocks_of(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    opened: tuple[int, str, str] | None = None
    held: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        fence = _FENCE.match(line)
        if fence and opened is None:
            opened, held = (number, fence[2], fence[3]), []
        elif fence and opened is not None:
            yield Block(page, *opened, "\n".join(held))
            opened = None
        elif opened is not None:
            held.append(line)


def is_typed(block: Block) -> bool:
    """Whether a block is typed into a shell. Requests are sent without curl, but for those of the quick starts, which show its use."""
    is_request = block.text.startswith("$ curl ") and block.page.parent != QUICK_STARTS
    return block.language == "console" and not is_request and block.about != AT_THE_DESK


def file_of(block: Block) -> tuple[str, str] | None:
    """The name of the file that a block is, and whether it is written ("w") or added to ("a")."""
    mode, _, name = block.about.partition(" ")
    return (name, _FILE_MODES[mode]) if mode in _FILE_MODES else None


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    kept, is_fenced = [], False
    for line in page.read_text(encoding="utf-8").splitlines():
        if _FENCE.match(line):
            is_fenced = not is_fenced
        elif not is_fenced:
            kept.append(line)
    return "\n".join(kept)


def spans(text: str) -> list[str]:
    """What stands in backticks."""
    return _SPAN.findall(text)


def links(page: Path) -> list[str]:
    """The targets of the links of a page."""
    return _LINK.findall(prose(page))


def anchors(page: Path) -> set[str]:
    """The fragments by which the headings of a page are linked, as GitHub makes them."""
    titles = [heading[2] for line in prose(page).splitlines() if (heading := _HEADING.match(line))]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def table(page: Path, title: str) -> list[list[str]]:
    """The rows of the first table under the heading ``title``, without the head; each row is its cells."""
    lines = iter(page.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if (heading := _HEADING.match(line)) and heading[2] == title:
            break
    else:
        msg = f"{page} has no heading {title!r}"
        raise LookupError(msg)
    rows: list[list[str]] = []
    for line in lines:
        if _HEADING.match(line):
            break
        if line.startswith("|"):
            rows.append([cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif rows:
            break
    return rows[2:]


def names(page: Path, title: str) -> list[str]:
    """What stands in backticks in the first column of the table under a heading."""
    return [name for row in table(page, title) for name in spans(row[0])]
