import json
from dataclasses import asdict, replace

from app.anchors.check import Status
from app.anchors.locate import locate
from app.anchors.text import SourceText
from app.anchors.verify import describe, verify
from tests.anchors.edited import edited


def test_report_is_sound_when_nothing_drifted(harbour: SourceText) -> None:
    anchors = [("one", locate(harbour, 1, "night ferries", to="in June")), ("two", locate(harbour, 4, "quay fence"))]
    report = verify(harbour, anchors, harbour.sha256)
    assert report.is_sound
    assert report.counts == {Status.IN_PLACE: 2}
    assert list(describe(report)) == ["2 checked: 2 in place"]


def test_report_is_not_sound_when_only_the_text_around_the_anchors_changed(harbour: SourceText) -> None:
    text = edited(harbour, ("it mended", "it painted"))
    report = verify(text, [("one", locate(harbour, 1, "night ferries"))], harbour.sha256)
    assert not report.is_same_text
    assert not report.is_sound
    assert list(describe(report)) == [
        f"the text has changed: its sha256 is {text.sha256}, and the anchors were taken from {harbour.sha256}",
        "1 checked: 1 in place",
    ]


def test_report_is_not_sound_when_an_anchor_drifted_in_the_same_text(harbour: SourceText) -> None:
    other = edited(harbour, ("said on Tuesday", "said"))
    report = verify(harbour, [("one", locate(other, 1, "night ferries"))], harbour.sha256)
    assert report.is_same_text
    assert not report.is_sound


def test_drift_is_described_with_old_place_new_place_and_proposal(harbour: SourceText) -> None:
    moved, gone = locate(harbour, 3, "weekend visitors"), locate(harbour, 4, "quay fence")
    text = edited(harbour, ("on Tuesday ", ""), ("quay fence", "fence"))
    lines = list(describe(verify(text, [("claims/a evidence 1", moved), ("claims/b evidence 1", gone)], text.sha256)))
    proposal = json.dumps(asdict(replace(moved, start=moved.start - 11, end=moved.end - 11)), ensure_ascii=False)
    assert lines == [
        "claims/a evidence 1: moved: the same passage stands elsewhere",
        f"  was: paragraph 3, characters {moved.start} to {moved.end}",
        f"  now: paragraph 3, characters {moved.start - 11} to {moved.end - 11}",
        f"  proposal: {proposal}",
        "claims/b evidence 1: missing: 'quay fence' stands nowhere in the text",
        f"  was: paragraph 4, characters {gone.start} to {gone.end}",
        "2 checked: 1 moved, 1 missing",
    ]


def test_description_says_so_when_there_is_nothing_to_check(harbour: SourceText) -> None:
    assert list(describe(verify(harbour, [], harbour.sha256))) == ["0 checked: nothing to check"]
