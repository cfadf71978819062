"""Data files about nothing real, for what the seed has no example of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from app.ingest.anchoring import anchor_report
from app.ingest.files import DataFiles, read_data_files

Data = dict[str, Any]

_TEXT = "The ledger of Port Sable\n\nThe harbour office keeps all of its counts in one ledger.\n"
_EVIDENCE = [{"paragraph": 1, "exact": "keeps all of its counts"}]
_MEASURES = ("arrivals", "crossings")
_UNITS = ("traveller", "boat")


def fictional_claim(key: str, statement: str, **members: object) -> Data:
    """A claim that the document itself makes, unless ``members`` say otherwise."""
    said_by_itself = [{"source_type": "author", "act": "says", "certainty": "certain"}]
    claim = {"key": key, "statement": statement, "kind": "condition", "topics": ["harbours"], "chain": said_by_itself}
    return claim | {"evidence": _EVIDENCE} | members


def fictional_figure(as_printed: str, comparator: str, **members: object) -> Data:
    """A figure of that claim; numbers are given as text."""
    figure = {"key": as_printed.replace(" ", "-"), "as_printed": as_printed, "comparator": comparator}
    return figure | {"unit": _UNITS[0], "measure": _MEASURES[0], "evidence": _EVIDENCE} | members


def fictional_files(folder: Path, claims: Sequence[Data], stakeholders: Iterable[Data] = (), **document: object) -> DataFiles:
    """The files of a report with these claims, written to ``folder``, anchored and read as any other."""
    about = {"id": "ledger-of-port-sable", "title": "The ledger of Port Sable", "language": "en", "front_matter_blocks": 1}
    contents: dict[str, object] = {
        "stakeholders.yaml": list(stakeholders),
        "topics.yaml": [{"id": "harbours", "name": "Harbours", "definition": "Where boats lie."}],
        "terms.yaml": {"units": [_term(value) for value in _UNITS], "measures": [_term(value) for value in _MEASURES]},
        "reports/ledger.yaml": {"document": about | document, "claims": list(claims)},
    }
    (folder / "reports").mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    (folder / "ledger.txt").write_text(_TEXT, encoding="utf-8")
    anchor_report(folder / "reports" / "ledger.yaml", folder / "ledger.txt")
    return read_data_files(folder)


def together(first: DataFiles, second: DataFiles) -> DataFiles:
    """What both say; they share no ids."""
    return replace(
        first,
        stakeholders=(*first.stakeholders, *second.stakeholders),
        topics=(*first.topics, *second.topics),
        terms=first.terms.model_copy(
            update={
                "units": (*first.terms.units, *second.terms.units),
                "measures": (*first.terms.measures, *second.terms.measures),
            }
        ),
        reports=(*first.reports, *second.reports),
    )


def _term(value: str) -> Data:
    return {"value": value, "label": value.title(), "definition": "Counted.", "example": "one"}
