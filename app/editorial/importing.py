"""Imports: a file of records, all of it or line by line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app.editorial.entry import Entry, published
from app.editorial.errors import ContentError
from app.editorial.lines import Line
from app.editorial.reading import faults_of, read_content
from app.editorial.saving import Saving, saving
from app.editorial.writable import Writable
from app.ingest.errors import DataError, FileFault
from app.query.errors import Fault

_BATCH = 500
_WITHOUT_NAME = "give it an id, or a key: a name within its document, by which it is known when the file is imported again"
_WITHDRAWN = "was retracted where it comes from, and is not published here"
_OTHERWISE = "there is such a record, which says something else; a note for readers is needed to change it"


@dataclass(frozen=True, slots=True)
class LineFault:
    """Something that is wrong in a line of a file; lines count from 1."""

    line: int
    fault: Fault

    def __str__(self) -> str:
        """As a compiler would say it."""
        return f"line {self.line}: {self.fault.detail}"


@dataclass(slots=True)
class Report:
    """What became of the lines of a file."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[LineFault] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many lines were not taken."""
        return len({fault.line for fault in self.faults})

    def count(self, entries: Iterable[Entry[Any]]) -> None:
        """Add what was written."""
        for entry in entries:
            if entry.before is None:
                self.created += 1
            else:
                self.changed += 1


class ImportRefusedError(Exception):
    """A file of which nothing was taken, because something in it is wrong."""

    def __init__(self, report: Report) -> None:
        """Keep all that was wrong."""
        super().__init__("\n".join(map(str, report.faults)))
        self.report = report


class Import:
    """An import of lines of one noun, over a session of its own.

    ``note`` is what readers are told of records that there were before; without one, these may only say what they said.
    """

    def __init__(self, session: Session, writable: Writable, moment: datetime, note: str | None) -> None:
        self._session = session
        self._writable = writable
        self._moment = moment
        self._note = note
        self.report = Report()

    def all(self, lines: Iterable[Line]) -> Report:
        """Take all lines, in the caller's transaction. Raises :class:`ImportRefusedError`; the caller then rolls back."""
        with saving(self._session, self._moment) as under_way:
            for batch in _batches(lines):
                entries = self._entries(batch)
                if not self.report.faults:
                    self._add(under_way, entries)
            if self.report.faults:
                raise ImportRefusedError(self.report)
            try:
                under_way.finish()
            except DataError as error:
                self._refuse(error.faults)
                raise ImportRefusedError(self.report) from None
        return self.report

    def each(self, lines: Iterable[Line], end_batch: Callable[[], object]) -> Report:
        """Take every line that is in order. Whoever commits after each batch keeps what came before an end; a second run takes the rest."""
        for batch in _batches(lines):
            entries = self._entries(batch)
            while entries and (wrong := self._try(entries)):
                entries = [entry for entry in entries if entry.place.line not in wrong]
            self.report.count(entries)
            end_batch()
        return self.report

    def _add(self, under_way: Saving, entries: Sequence[Entry[Any]]) -> None:
        try:
            under_way.add(self._writable, entries, self._note)
        except DataError as error:
            self._refuse(error.faults)
        else:
            self.report.count(entries)

    def _try(self, entries: Sequence[Entry[Any]]) -> set[int | None]:
        """The lines that are not in order; none where all were written."""
        attempt = self._session.begin_nested()
        try:
            with saving(self._session, self._moment) as under_way:
                under_way.add(self._writable, entries, self._note)
        except DataError as error:
            attempt.rollback()
            self._refuse(error.faults)
            return {fault.line for fault in error.faults}
        attempt.commit()
        return set()

    def _entries(self, lines: Sequence[Line]) -> list[Entry[Any]]:
        """What the lines ask for, but for those that say what there is already, and for those that are wrong."""
        read = [(line, content) for line in lines if (content := self._content(line)) is not None]
        named = {line.number: line.public_id or self._writable.new_id(content, self._moment) for line, content in read}
        known = published(self._session, self._writable.resource.noun, list(named.values()))
        entries: dict[str, Entry[Any]] = {}
        for line, content in read:
            public_id = named[line.number]
            entry = Entry(public_id, content, known.get(public_id), FileFault(Path(), "", "", "", line.number))
            if public_id in entries:
                self._refuse([entry.fault("", f"{public_id} stands in line {entries[public_id].place.line} already")])
            elif self._is_news(entry, line):
                entries[public_id] = entry
        return list(entries.values())

    def _is_news(self, entry: Entry[Any], line: Line) -> bool:
        """Whether there is something to write: not where the record says so already, or where it must not say so."""
        before = entry.before
        if before is not None and before.gone is None and self._writable.says_now(before, entry.content):
            self.report.unchanged += 1
            return False
        if before is not None and before.gone is not None:
            wrong = [entry.fault("", f"{entry.public_id} was {before.gone}")]
        elif line.is_retracted:
            wrong = [entry.fault("status", _WITHDRAWN)]
        else:
            wrong = [entry.fault("", _OTHERWISE)] if before is not None and self._note is None else []
        self._refuse(wrong)
        return not wrong

    def _content(self, line: Line) -> Any:  # noqa: ANN401 (in the form of the noun)
        if line.fault is not None:
            self.report.faults.append(LineFault(line.number, line.fault))
            return None
        try:
            content = read_content(self._writable.content, line.content)
        except ContentError as error:
            self.report.faults += [LineFault(line.number, fault) for fault in error.faults]
            return None
        if line.public_id is None and getattr(content, "id", None) is None and getattr(content, "key", None) is None:
            self.report.faults.append(LineFault(line.number, Fault("", "missing", _WITHOUT_NAME, pointer="/key")))
            return None
        return content

    def _refuse(self, faults: Sequence[FileFault]) -> None:
        for fault in faults:
            self.report.faults += [LineFault(fault.line or 0, told) for told in faults_of([fault])]


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    left = iter(lines)
    while batch := list(islice(left, _BATCH)):
        yield batch
