"""References between data files: every slug, key and quotation must lead somewhere, and every rule must hold."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from app.ingest.anchoring import Quotation
from app.ingest.errors import DataError, FileFault
from app.ingest.files import DataFiles, Report
from app.ingest.payload.report import ClaimPayload, EvidencePayload
from app.ingest.rules import broken_rules
from app.query.suggest import nearest

Wrong = tuple[str, str]
"""(field, what is wrong with it)."""


def check(files: DataFiles) -> None:
    """Raise :class:`DataError` with everything that leads nowhere or breaks a rule."""
    if faults := list(_faults(files)):
        raise DataError(faults)


def _faults(files: DataFiles) -> Iterator[FileFault]:
    stakeholders = [item.id for item in files.stakeholders]
    topics = [item.id for item in files.topics]
    yield from _doubled(files.folder / "stakeholders.yaml", stakeholders)
    yield from _doubled(files.folder / "topics.yaml", topics)
    for terms in (files.terms.units, files.terms.measures):
        yield from _doubled(files.folder / "terms.yaml", [term.value for term in terms], "value")
    for item in files.stakeholders:
        for field, slug in (("parent", item.parent), ("outside_knowledge.parent", item.outside_knowledge.parent)):
            for detail in _unknown(slug, stakeholders, "stakeholder"):
                yield FileFault(files.folder / "stakeholders.yaml", item.id, field, detail)
        if item.id in {item.parent, item.outside_knowledge.parent}:
            yield FileFault(files.folder / "stakeholders.yaml", item.id, "parent", "belongs to itself")
        if item.parent and item.outside_knowledge.parent:
            detail = "is given both by the documents and from outside; keep one"
            yield FileFault(files.folder / "stakeholders.yaml", item.id, "parent", detail)
    yield from _doubled(files.folder / "reports", [report.payload.document.id for report in files.reports])
    for report in files.reports:
        yield from _faults_of_report(files, report, stakeholders, topics)


def _faults_of_report(files: DataFiles, report: Report, stakeholders: list[str], topics: list[str]) -> Iterator[FileFault]:
    units = [term.value for term in files.terms.units]
    measures = [term.value for term in files.terms.measures]
    for detail in _unknown(report.payload.document.publisher, stakeholders, "stakeholder"):
        yield FileFault(report.file, "document", "publisher", detail)
    keys = [claim.key for claim in report.payload.claims]
    for claim in report.payload.claims:
        wrong = [
            *_wrong_parties(claim, stakeholders),
            *_wrong_lists(claim, topics, keys),
            *_wrong_figures(claim, stakeholders, units, measures),
            *_wrong_evidence(claim, report),
            *broken_rules(claim),
        ]
        for field, detail in wrong:
            yield FileFault(report.file, f"claim {claim.key}", field, detail)


def _wrong_parties(claim: ClaimPayload, stakeholders: list[str]) -> Iterator[Wrong]:
    for index, hop in enumerate(claim.chain):
        for detail in _unknown(hop.stakeholder, stakeholders, "stakeholder"):
            yield f"chain.{index}.stakeholder", detail
    for role, slugs in claim.participants.items():
        for slug in _repeated(slugs):
            yield f"participants.{role}", f"{slug!r} is given twice"
        for slug in slugs:
            for detail in _unknown(slug, stakeholders, "stakeholder"):
                yield f"participants.{role}", detail


def _wrong_lists(claim: ClaimPayload, topics: list[str], keys: list[str]) -> Iterator[Wrong]:
    for slug in _repeated(claim.topics):
        yield "topics", f"{slug!r} is given twice"
    for slug in claim.topics:
        for detail in _unknown(slug, topics, "topic"):
            yield "topics", detail
    for index, relation in enumerate(claim.relations):
        if not relation.claim.startswith("clm_"):
            for detail in _unknown(relation.claim, keys, "claim of this file"):
                yield f"relations.{index}.claim", detail


def _wrong_figures(claim: ClaimPayload, stakeholders: list[str], units: list[str], measures: list[str]) -> Iterator[Wrong]:
    for key in _repeated([figure.key for figure in claim.figures]):
        yield "figures", f"the key {key!r} is given twice"
    for index, figure in enumerate(claim.figures):
        for field, slug, known, what in (
            ("place", figure.place, stakeholders, "stakeholder"),
            ("unit", figure.unit, units, "unit"),
            ("measure", figure.measure, measures, "measure"),
        ):
            for detail in _unknown(slug, known, what):
                yield f"figures.{index}.{field}", detail


def _wrong_evidence(claim: ClaimPayload, report: Report) -> Iterator[Wrong]:
    places: list[tuple[str, Iterable[EvidencePayload]]] = [("evidence", claim.evidence)]
    places += [(f"chain.{index}.evidence", hop.evidence) for index, hop in enumerate(claim.chain)]
    places += [(f"figures.{index}.evidence", figure.evidence) for index, figure in enumerate(claim.figures)]
    for field, items in places:
        for item in items:
            if Quotation.of(item) not in report.anchors.by_quotation:
                detail = f"{item.exact!r} has no anchor: run 'facts anchor {report.file} --text TEXT' with the text it was taken from"
                yield field, detail


def _unknown(slug: str | None, known: Collection[str], what: str) -> Iterator[str]:
    if slug is not None and slug not in known:
        near = nearest(slug, known)
        yield f"there is no {what} {slug!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _doubled(file: Path, ids: list[str], field: str = "id") -> Iterator[FileFault]:
    for slug, count in Counter(ids).items():
        if count > 1:
            yield FileFault(file, slug, field, "is given twice")
