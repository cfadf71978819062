"""Every anchor of a text checked at once, and the outcome told in plain lines."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from app.anchors.anchor import Anchor
from app.anchors.check import Finding, Status, check
from app.anchors.text import SourceText


@dataclass(frozen=True, slots=True)
class CheckedAnchor:
    """An anchor, whose it is (such as ``claims/clm_… evidence 1``), and what was found."""

    owner: str
    anchor: Anchor
    finding: Finding

    @property
    def is_in_place(self) -> bool:
        return self.finding.status is Status.IN_PLACE


@dataclass(frozen=True, slots=True)
class Report:
    """What a text says to the anchors that were taken from it, or from an earlier state of it."""

    sha256: str
    expected_sha256: str
    checked: tuple[CheckedAnchor, ...]

    @property
    def is_same_text(self) -> bool:
        """Whether the file is, byte for byte, the one that the anchors were taken from."""
        return self.sha256 == self.expected_sha256

    @property
    def counts(self) -> Counter[Status]:
        """How many anchors there are of each status."""
        return Counter(checked.finding.status for checked in self.checked)

    @property
    def is_sound(self) -> bool:
        """Whether nothing has drifted: the same text, and every anchor in place."""
        return self.is_same_text and all(checked.is_in_place for checked in self.checked)


def verify(text: SourceText, anchors: Iterable[tuple[str, Anchor]], expected_sha256: str) -> Report:
    """Check every anchor, each given with its owner, against ``text``, whose bytes should have ``expected_sha256``."""
    checked = tuple(CheckedAnchor(owner, anchor, check(text, anchor)) for owner, anchor in anchors)
    return Report(text.sha256, expected_sha256, checked)


def describe(report: Report) -> Iterator[str]:
    """The report in lines for a terminal: what drifted, from where to where, and last the counts."""
    for checked in report.checked:
        if not checked.is_in_place:
            yield from _describe_drift(checked)
    if not report.is_same_text:
        yield f"the text has changed: its sha256 is {report.sha256}, and the anchors were taken from {report.expected_sha256}"
    counts = ", ".join(f"{report.counts[status]} {status.replace('_', ' ')}" for status in Status if report.counts[status])
    yield f"{len(report.checked)} checked: {counts or 'nothing to check'}"


def _describe_drift(checked: CheckedAnchor) -> Iterator[str]:
    finding = checked.finding
    yield f"{checked.owner}: {finding.status}: {finding.detail}"
    yield f"  was: {checked.anchor.place}"
    if finding.proposal is not None:
        yield f"  now: {finding.proposal.place}"
        yield f"  proposal: {json.dumps(asdict(finding.proposal), ensure_ascii=False)}"
