"""References between data files: every slug, key and quotation must lead somewhere, and every rule must hold."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from app.ingest.anchoring import Quotation
from app.ingest.errors import FileFault
from app.ingest.files import DataStream, Report
from app.ingest.payload.claim import ClaimFields
from app.ingest.payload.report import ClaimPayload, DocumentPayload, EvidencePayload
from app.ingest.payload.stakeholder import StakeholderPayload
from app.ingest.rows import claim_id
from app.ingest.rules import broken_rules
from app.query.suggest import nearest

Known = Collection[str]
"""Ids that there are, in the order in which they are suggested."""
Wrong = tuple[str, str]
"""(field, what is wrong with it)."""


class Lists(NamedTuple):
    """The ids that claims may name."""

    stakeholders: Known
    topics: Known
    units: Known
    measures: Known


class References:
    """What reports may refer to, and which of them were seen already."""

    def __init__(self, lists: DataStream) -> None:
        self._lists = lists
        self._stakeholders = dict.fromkeys(item.id for item in lists.stakeholders)
        self._topics = dict.fromkeys(item.id for item in lists.topics)
        self._units = dict.fromkeys(term.value for term in lists.terms.units)
        self._measures = dict.fromkeys(term.value for term in lists.terms.measures)
        self._documents: set[str] = set()

    def forget_erased(self, there: Collection[str]) -> None:
        """Refuse what the lists name and nobody may bring back: of the stakeholders, only these are there."""
        self._stakeholders = {slug: None for slug in self._stakeholders if slug in there}

    def faults_of_lists(self) -> Iterator[FileFault]:
        """Everything in the lists that leads nowhere or breaks a rule."""
        lists = self._lists
        file = lists.folder / "stakeholders.yaml"
        yield from _doubled(file, [item.id for item in lists.stakeholders])
        yield from _doubled(lists.folder / "topics.yaml", [item.id for item in lists.topics])
        for terms in (lists.terms.units, lists.terms.measures):
            yield from _doubled(lists.folder / "terms.yaml", [term.value for term in terms], "value")
        for item in lists.stakeholders:
            for field, detail in wrong_parents(item, self._stakeholders):
                yield FileFault(file, item.id, field, detail)

    def faults_of_report(self, report: Report) -> Iterator[FileFault]:
        """Everything in a report that leads nowhere or breaks a rule."""
        document = report.payload.document
        if document.id in self._documents:
            yield FileFault(self._lists.folder / "reports", document.id, "id", "is given twice")
        self._documents.add(document.id)
        for detail in unknown(document.publisher, self._stakeholders, "stakeholder"):
            yield FileFault(report.file, "document", "publisher", detail)
        keys = dict.fromkeys(claim.key for claim in report.payload.claims)
        for claim in report.payload.claims:
            wrong = [
                *wrong_references(claim, Lists(self._stakeholders, self._topics, self._units, self._measures)),
                *_wrong_keys(claim),
                *_wrong_relations(claim, document, keys),
                *_wrong_evidence(claim, report),
                *broken_rules(claim),
            ]
            for field, detail in wrong:
                yield FileFault(report.file, f"claim {claim.key}", field, detail)


def wrong_parents(item: StakeholderPayload, stakeholders: Known) -> Iterator[Wrong]:
    """Whatever is wrong with whom a stakeholder belongs to."""
    for field, slug in (("parent", item.parent), ("outside_knowledge.parent", item.outside_knowledge.parent)):
        for detail in unknown(slug, stakeholders, "stakeholder"):
            yield field, detail
    if item.id in {item.parent, item.outside_knowledge.parent}:
        yield "parent", "belongs to itself"
    if item.parent and item.outside_knowledge.parent:
        yield "parent", "is given both by the documents and from outside; keep one"


def wrong_references(claim: ClaimFields, lists: Lists) -> Iterator[Wrong]:
    """Every name in a claim that leads nowhere, or that is given twice."""
    yield from _wrong_parties(claim, lists.stakeholders)
    yield from _wrong_topics(claim, lists.topics)
    yield from _wrong_figures(claim, lists)


def _wrong_parties(claim: ClaimFields, stakeholders: Known) -> Iterator[Wrong]:
    for index, hop in enumerate(claim.chain):
        for detail in unknown(hop.stakeholder, stakeholders, "stakeholder"):
            yield f"chain.{index}.stakeholder", detail
    for role, slugs in claim.participants.items():
        for slug in _repeated(slugs):
            yield f"participants.{role}", f"{slug!r} is given twice"
        for slug in slugs:
            for detail in unknown(slug, stakeholders, "stakeholder"):
                yield f"participants.{role}", detail


def _wrong_topics(claim: ClaimFields, topics: Known) -> Iterator[Wrong]:
    for slug in _repeated(claim.topics):
        yield "topics", f"{slug!r} is given twice"
    for slug in claim.topics:
        for detail in unknown(slug, topics, "topic"):
            yield "topics", detail


def _wrong_relations(claim: ClaimPayload, document: DocumentPayload, keys: Known) -> Iterator[Wrong]:
    for index, relation in enumerate(claim.relations):
        if relation.claim in {claim.key, claim_id(document, claim.key)}:
            yield f"relations.{index}.claim", "a claim does not bear on itself"
        elif not relation.claim.startswith("clm_"):
            for detail in unknown(relation.claim, keys, "claim of this file"):
                yield f"relations.{index}.claim", detail


def _wrong_keys(claim: ClaimPayload) -> Iterator[Wrong]:
    for key in _repeated([figure.key for figure in claim.figures]):
        yield "figures", f"the key {key!r} is given twice"


def _wrong_figures(claim: ClaimFields, lists: Lists) -> Iterator[Wrong]:
    for index, figure in enumerate(claim.figures):
        for field, slug, known, what in (
            ("place", figure.place, lists.stakeholders, "stakeholder"),
            ("unit", figure.unit, lists.units, "unit"),
            ("measure", figure.measure, lists.measures, "measure"),
        ):
            for detail in unknown(slug, known, what):
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


def unknown(slug: str | None, known: Known, what: str) -> Iterator[str]:
    """That there is nothing of that id, and what may have been meant."""
    if slug is not None and slug not in known:
        near = nearest(slug, known)
        yield f"there is no {what} {slug!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _repeated(values: Sequence[str]) -> list[str]:
    if len(set(values)) == len(values):
        return []
    return [value for value, count in Counter(values).items() if count > 1]


def _doubled(file: Path, ids: list[str], field: str = "id") -> Iterator[FileFault]:
    for slug, count in Counter(ids).items():
        if count > 1:
            yield FileFault(file, slug, field, "is given twice")
