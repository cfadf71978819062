"""The places that a report's evidence quotes, found once in the source text and kept in a file beside the report.

The source text itself is never written: only places, hashes and the quoted words are, and words around these only where
they stand more than once in the text.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.anchors.anchor import Anchor
from app.anchors.errors import AnchorError
from app.anchors.locate import locate
from app.anchors.text import SourceText, read_source
from app.ingest.errors import DataError, FileFault
from app.ingest.payload.base import Sha256
from app.ingest.payload.report import ClaimPayload, EvidencePayload, ReportPayload
from app.ingest.reading import read_file

Offset = Annotated[int, Field(ge=0)]


class Quotation(NamedTuple):
    """How an evidence item names its place, and how its anchor is looked up."""

    paragraph: int
    exact: str
    to: str | None = None

    @classmethod
    def of(cls, evidence: EvidencePayload) -> Self:
        return cls(evidence.paragraph, evidence.exact, evidence.to)


class AnchorLine(BaseModel):
    """One line of an anchor file. Nothing is trimmed: a prefix ends, and a suffix begins, with the joining space."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paragraph: Annotated[int, Field(ge=1)]
    exact: str
    to: str | None
    start: Offset
    end: Offset
    prefix: str
    suffix: str
    sha256: Sha256

    @property
    def quotation(self) -> Quotation:
        return Quotation(self.paragraph, self.exact, self.to)

    @property
    def anchor(self) -> Anchor:
        return Anchor(**self.model_dump(exclude={"to"}))


class AnchorFile(BaseModel):
    """The anchors of one report, and the text that they were taken from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text_sha256: Sha256
    text_length: Offset
    anchors: tuple[AnchorLine, ...]

    @cached_property
    def by_quotation(self) -> dict[Quotation, Anchor]:
        """Every anchor under the quotation that it was found by."""
        return {line.quotation: line.anchor for line in self.anchors}


class AnchoringError(Exception):
    """Evidence of a report that could not be found in its text: one line for each item, all of them together."""


def anchor_report(report: Path, text: Path) -> Path:
    """Find all evidence of the report file in its text; write ``<report>.anchors.json`` beside it and return its path."""
    faults: list[FileFault] = []
    payload = read_file(report, TypeAdapter(ReportPayload), faults)
    if payload is None:
        raise DataError(faults)
    source = read_source(text, payload.document.front_matter_blocks)
    anchors: dict[Quotation, Anchor] = {}
    problems: list[str] = []
    for owner, evidence in _all_evidence(payload.claims):
        try:
            anchors[Quotation.of(evidence)] = locate(source, evidence.paragraph, evidence.exact, evidence.to)
        except AnchorError as error:
            problems.append(f"{report}: {owner}: {error}")
    if problems:
        raise AnchoringError("\n".join(problems))
    path = anchor_path(report)
    path.write_text(_as_json(_anchor_file(source, anchors)), encoding="utf-8", newline="\n")
    return path


def read_anchors(report: Path) -> AnchorFile:
    """The anchors that :func:`anchor_report` wrote beside the report file."""
    return AnchorFile.model_validate_json(anchor_path(report).read_bytes())


def anchor_path(report: Path) -> Path:
    return report.with_suffix(".anchors.json")


def _all_evidence(claims: Iterable[ClaimPayload]) -> Iterator[tuple[str, EvidencePayload]]:
    """Every evidence item with its claim and field, counted from 0 as in a path, such as ``claim a-plan, chain.1.evidence.0``."""
    for claim in claims:
        fields = {"evidence": claim.evidence}
        fields |= {f"chain.{depth}.evidence": hop.evidence for depth, hop in enumerate(claim.chain)}
        fields |= {f"figures.{figure.key}.evidence": figure.evidence for figure in claim.figures}
        for field, items in fields.items():
            for index, evidence in enumerate(items):
                yield f"claim {claim.key}, {field}.{index}", evidence


def _anchor_file(source: SourceText, anchors: dict[Quotation, Anchor]) -> AnchorFile:
    lines = [AnchorLine(to=quotation.to, **asdict(anchor)) for quotation, anchor in anchors.items()]
    lines.sort(key=lambda line: (line.start, line.end, line.exact, line.to or ""))
    return AnchorFile(text_sha256=source.sha256, text_length=source.length, anchors=tuple(lines))


def _as_json(file: AnchorFile) -> str:
    """One anchor a line, in the order of the text, so that a diff shows which places moved."""
    lines = ",\n".join(json.dumps(line.model_dump(), ensure_ascii=False) for line in file.anchors)
    head = f'"text_sha256": "{file.text_sha256}",\n"text_length": {file.text_length}'
    return f'{{\n{head},\n"anchors": [\n{lines}\n]\n}}\n'
