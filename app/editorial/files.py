"""Which files can be imported, and how their lines are read."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from io import BytesIO, TextIOWrapper
from typing import BinaryIO

from sqlmodel import Session

from app.editorial.lines import Line, figure_lines, ndjson_lines, stakeholder_lines
from app.editorial.writable import WRITABLE, Writable


class ImportedNoun(StrEnum):
    """What can be imported: every noun that is written as NDJSON, stakeholders and figures also as CSV."""

    CLAIMS = "claims"
    STAKEHOLDERS = "stakeholders"
    DOCUMENTS = "documents"
    TOPICS = "topics"
    FIGURES = "figures"


class FileFormat(StrEnum):
    """In which formats."""

    NDJSON = "ndjson"
    CSV = "csv"


_CSV: dict[ImportedNoun, Callable[[Session, TextIOWrapper], Iterator[Line]]] = {
    ImportedNoun.STAKEHOLDERS: stakeholder_lines,
    ImportedNoun.FIGURES: figure_lines,
}


class FormatError(Exception):
    """A noun that is not imported in that format."""

    def __init__(self, noun: ImportedNoun, format_: FileFormat) -> None:
        """Say in which it is."""
        offered = [each for each in FileFormat if reads(noun, each)]
        super().__init__(f"{noun} are not imported as {format_}, but as {' or '.join(offered)}.")


def reads(noun: ImportedNoun, format_: FileFormat) -> bool:
    """Whether there is a reader for that."""
    return noun in _CSV if format_ is FileFormat.CSV else noun is not ImportedNoun.FIGURES


def lines_of(session: Session, noun: ImportedNoun, format_: FileFormat, file: BinaryIO | BytesIO) -> Iterator[Line]:
    """The lines of a file. Raises :class:`FormatError`."""
    if not reads(noun, format_):
        raise FormatError(noun, format_)
    if format_ is FileFormat.NDJSON:
        return ndjson_lines(writable_of(noun), file)
    return _CSV[noun](session, TextIOWrapper(file, encoding="utf-8", errors="replace", newline=""))


def writable_of(noun: ImportedNoun) -> Writable:
    """What is written: figures are parts of claims."""
    return WRITABLE["claims" if noun is ImportedNoun.FIGURES else noun]
