"""What is quoted of a source text, all anchors put together, stays far from giving the text back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.anchors.span import Span
from app.ingest.anchoring import AnchorFile, AnchorLine, read_anchors

REPORTS = Path(__file__).parents[2] / "app" / "seed" / "reports"
MAX_SHARE = 0.65
MAX_RUN = 120
TOO_NARROW_FOR_A_WORD = 2
"""So few characters between two quotations are a space, or a comma and a space: whoever stitches them together misses no word."""


def quotations(anchor: AnchorLine) -> Iterator[Span]:
    exact_end = anchor.start + len(anchor.exact)
    yield Span(anchor.start - len(anchor.prefix), exact_end + len(anchor.suffix))
    if anchor.to is not None:
        yield Span(anchor.end - len(anchor.to), anchor.end)


def stitched(file: AnchorFile) -> list[Span]:
    """The stretches of the text that all quotations together give away, in order."""
    stretches: list[Span] = []
    for quoted in sorted((span for anchor in file.anchors for span in quotations(anchor)), key=lambda span: span.start):
        if stretches and quoted.start - stretches[-1].end <= TOO_NARROW_FOR_A_WORD:
            last = stretches.pop()
            stretches.append(Span(last.start, max(last.end, quoted.end)))
        else:
            stretches.append(quoted)
    return stretches


def length(span: Span) -> int:
    return span.end - span.start


@pytest.fixture(params=sorted(REPORTS.glob("*.anchors.json")), ids=lambda path: path.name)
def file(request: pytest.FixtureRequest) -> AnchorFile:
    path: Path = request.param
    return read_anchors(path.with_name(path.name.replace(".anchors.json", ".yaml")))


def test_quotations_are_measured_as_one_when_no_word_fits_between_them() -> None:
    line = {"paragraph": 1, "prefix": "", "suffix": "", "sha256": "0" * 64}
    anchors = [
        {**line, "exact": "night ferries", "to": "in June", "start": 10, "end": 50},
        {**line, "exact": "ferries", "to": None, "prefix": "night ", "suffix": " to", "start": 16, "end": 23},
        {**line, "exact": "Lowmarsh", "to": None, "start": 28, "end": 36},
    ]
    file = AnchorFile.model_validate({"text_sha256": "0" * 64, "text_length": 60, "anchors": anchors})
    assert stitched(file) == [Span(10, 36), Span(43, 50)]


def test_at_most_65_percent_of_a_text_are_quoted(file: AnchorFile) -> None:
    assert sum(map(length, stitched(file))) <= MAX_SHARE * file.text_length


def test_at_most_120_characters_are_quoted_in_a_row(file: AnchorFile) -> None:
    assert max(map(length, stitched(file))) <= MAX_RUN
