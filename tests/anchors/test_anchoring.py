import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.anchors.locate import locate
from app.anchors.text import SourceText
from app.ingest.anchoring import AnchoringError, Quotation, anchor_report, read_anchors


def hop(*evidence: dict[str, Any]) -> dict[str, Any]:
    return {"source_type": "author", "act": "reports", "certainty": "certain", "evidence": list(evidence)}


def figure(*evidence: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": "about-1200",
        "as_printed": "About 1,200",
        "comparator": "about",
        "value": "1200",
        "unit": "person",
        "measure": "sheltered",
        "evidence": list(evidence),
    }


@pytest.fixture
def claim() -> dict[str, Any]:
    return {
        "key": "islanders-in-the-hall",
        "statement": "Some 1,200 people whose islands were flooded live in a customs hall.",
        "kind": "condition",
        "topics": ["shelter"],
        "chain": [hop({"paragraph": 2, "exact": "according to", "to": "the relief society"})],
        "figures": [figure({"paragraph": 2, "exact": "About 1,200"})],
        "evidence": [{"paragraph": 2, "exact": "About 1,200", "to": "since March"}, {"paragraph": 2, "exact": "About 1,200"}],
    }


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "harbour.yaml"


def write(report: Path, *claims: dict[str, Any]) -> None:
    document = {"id": "harbour", "title": "Ferries to Lowmarsh Stop at Night", "language": "en", "front_matter_blocks": 2}
    report.write_text(yaml.safe_dump({"document": document, "claims": claims}, allow_unicode=True), encoding="utf-8")


def test_anchors_of_claims_hops_and_figures_are_read_back_as_they_were_found(
    report: Path, claim: dict[str, Any], harbour: SourceText, harbour_path: Path
) -> None:
    write(report, claim)
    assert anchor_report(report, harbour_path) == report.with_name("harbour.anchors.json")
    file = read_anchors(report)
    assert (file.text_sha256, file.text_length) == (harbour.sha256, harbour.length)
    assert file.by_quotation == {
        Quotation(2, "About 1,200"): locate(harbour, 2, "About 1,200"),
        Quotation(2, "About 1,200", "since March"): locate(harbour, 2, "About 1,200", "since March"),
        Quotation(2, "according to", "the relief society"): locate(harbour, 2, "according to", "the relief society"),
    }


def test_file_has_one_anchor_a_line_in_the_order_of_the_text(report: Path, claim: dict[str, Any], harbour_path: Path) -> None:
    claim["evidence"].insert(0, {"paragraph": 3, "exact": "\u201cweekend visitors\u201d"})
    write(report, claim)
    written = anchor_report(report, harbour_path).read_bytes().decode()
    head, *lines = written.split('"anchors": [\n')[1].splitlines()
    anchors = [json.loads(line.removesuffix(",")) for line in [head, *lines[:3]]]
    assert lines[3:] == ["]", "}"]
    assert written.endswith("}\n")
    assert "\u201cweekend visitors\u201d" in written
    assert list(anchors[0]) == ["paragraph", "exact", "to", "start", "end", "prefix", "suffix", "sha256"]
    assert [(anchor["exact"], anchor["to"]) for anchor in anchors] == [
        ("About 1,200", None),
        ("About 1,200", "since March"),
        ("according to", "the relief society"),
        ("\u201cweekend visitors\u201d", None),
    ]


def test_file_is_the_same_when_the_report_lists_its_evidence_in_another_order(
    report: Path, claim: dict[str, Any], harbour_path: Path
) -> None:
    write(report, claim)
    first = anchor_report(report, harbour_path).read_bytes()
    claim["evidence"].reverse()
    write(report, claim)
    assert anchor_report(report, harbour_path).read_bytes() == first


def test_all_errors_are_raised_together_when_evidence_is_not_found(report: Path, claim: dict[str, Any], harbour_path: Path) -> None:
    claim["evidence"].append({"paragraph": 2, "exact": "seven ferries"})
    claim["chain"].append(hop({"paragraph": 9, "exact": "told"}))
    claim["figures"].append(figure({"paragraph": 1, "exact": "About 1,200"}))
    write(report, claim)
    with pytest.raises(AnchoringError) as raised:
        anchor_report(report, harbour_path)
    lines = str(raised.value).splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [str(report), "claim islanders-in-the-hall, evidence.2"],
        [str(report), "claim islanders-in-the-hall, chain.1.evidence.0"],
        [str(report), "claim islanders-in-the-hall, figures.about-1200.evidence.0"],
    ]
    assert lines[2].endswith("paragraph 1 does not have 'About 1,200'; paragraph 2 has it")
    assert not report.with_name("harbour.anchors.json").exists()
