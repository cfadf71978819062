"""From payloads to rows: what a claim of a file becomes in the tables. Nothing is looked up here."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date
from typing import Any

from app import model
from app.anchors.anchor import Anchor
from app.figures.bounds import ends
from app.ingest.anchoring import AnchorFile, Quotation
from app.ingest.ids import permanent_id
from app.ingest.payload.edtf_date import days_spanned
from app.ingest.payload.report import ClaimPayload, DocumentPayload, EvidencePayload, FigurePayload, HopPayload
from app.model.vocabulary import Act, Certainty, SourceType, Status

Ids = Mapping[str, int]
"""Internal ids by slug."""


def claim_id(document: DocumentPayload, key: str) -> str:
    """The permanent public id of a claim."""
    return permanent_id("clm", document.id, key)


def figure_id(document: DocumentPayload, claim_key: str, key: str) -> str:
    """The permanent public id of a figure."""
    return permanent_id("fig", document.id, claim_key, key)


def anchors_of(claim: ClaimPayload, anchors: AnchorFile) -> list[Anchor]:
    """Every anchor that a claim, its hops and its figures rest on."""
    owners: tuple[ClaimPayload | HopPayload | FigurePayload, ...] = (claim, *claim.chain, *claim.figures)
    return [anchors.by_quotation[Quotation.of(item)] for owner in owners for item in owner.evidence]


@dataclass(frozen=True)
class Surroundings:
    """What a claim's rows refer to: its document, the anchors of its evidence, and internal ids by slug."""

    document: DocumentPayload
    document_id: int
    anchors: AnchorFile
    stakeholders: Ids
    topics: Ids

    def quote(self, evidence: Iterable[EvidencePayload]) -> list[model.Evidence]:
        """Evidence rows for quotations of the document."""
        anchors = (self.anchors.by_quotation[Quotation.of(item)] for item in evidence)
        return [model.Evidence(document_id=self.document_id, **asdict(anchor)) for anchor in anchors]


def claim_columns(payload: ClaimPayload, around: Surroundings) -> dict[str, Any]:
    """What a claim's own row holds, its public id excepted."""
    first_day, last_day = days_spanned(payload.event_date) if payload.event_date else (None, None)
    return {
        "document_id": around.document_id,
        "statement": payload.statement,
        "kind": payload.kind,
        "polarity": payload.polarity,
        "certainty": payload.chain[-1].certainty,
        "status": Status.PUBLISHED,
        "event_date": payload.event_date,
        "event_from": first_day,
        "event_until": last_day,
        "reported_on": reported_on(around.document),
        "condition": payload.condition,
        "purpose": payload.purpose,
    }


def fill_claim(claim: model.Claim, payload: ClaimPayload, around: Surroundings) -> None:
    """Set the rows that a claim owns, its relations excepted."""
    parts = [(role, slug) for role, slugs in payload.participants.items() for slug in slugs]
    claim.topics = [model.ClaimTopic(position=index, topic_id=around.topics[slug]) for index, slug in enumerate(payload.topics)]
    claim.chain = _chain(payload.chain, around)
    claim.participants = [
        model.Participant(position=index, role=role, stakeholder_id=around.stakeholders[slug]) for index, (role, slug) in enumerate(parts)
    ]
    claim.figures = _figures(claim, payload, around)
    claim.evidence = around.quote(payload.evidence)


def reported_on(document: DocumentPayload) -> date:
    """The day by which a document's claims are ordered; the earliest there is where it has none."""
    return document.published_at.astimezone(UTC).date() if document.published_at else date.min


def _chain(hops: tuple[HopPayload, ...], around: Surroundings) -> list[model.Hop]:
    """The chain from the document down; where the document is itself the claimant, it is the whole chain."""
    by_document = _document_as_source(around)
    chain: list[model.Hop] = []
    if hops[0].source_type is not SourceType.AUTHOR:
        chain.append(
            model.Hop(
                position=0,
                depth=0,
                source_type=SourceType.AUTHOR,
                act=Act.PUBLISHES,
                certainty=Certainty.UNCOMMITTED,
                **by_document,
            )
        )
    for hop in hops:
        depth = chain[-1].depth + (not hop.with_previous) if chain else 0
        source = by_document if hop.source_type is SourceType.AUTHOR else _source(hop, around.stakeholders)
        chain.append(
            model.Hop(
                position=len(chain),
                depth=depth,
                source_type=hop.source_type,
                act=hop.act,
                cue=hop.cue,
                certainty=hop.certainty,
                evidence=around.quote(hop.evidence),
                **source,
            )
        )
    return chain


def _document_as_source(around: Surroundings) -> dict[str, Any]:
    document = around.document
    publisher = around.stakeholders[document.publisher] if document.publisher else None
    return {
        "stakeholder_id": publisher,
        "label": None if publisher else document.title,
        "said_on": reported_on(document) if document.published_at else None,
    }


def _source(hop: HopPayload, stakeholders: Ids) -> dict[str, Any]:
    return {
        "stakeholder_id": stakeholders[hop.stakeholder] if hop.stakeholder else None,
        "label": hop.label,
        "said_on": hop.said_on,
    }


def _figures(claim: model.Claim, owner: ClaimPayload, around: Surroundings) -> list[model.Figure]:
    """A claim's figures; those that it had keep their rows, and so their reading order."""
    existing = {figure.public_id: figure for figure in claim.figures}
    figures = []
    for payload in owner.figures:
        public_id = figure_id(around.document, owner.key, payload.key)
        columns = _figure_columns(payload, around.stakeholders)
        figure = existing[public_id].sqlmodel_update(columns) if public_id in existing else model.Figure(public_id=public_id, **columns)
        figure.evidence = around.quote(payload.evidence)
        figures.append(figure)
    return figures


def _figure_columns(payload: FigurePayload, stakeholders: Ids) -> dict[str, Any]:
    least, most = ends(payload.comparator, payload.value, payload.lower, payload.upper)
    place_id = stakeholders[payload.place] if payload.place else None
    return {**payload.model_dump(exclude={"key", "place", "evidence"}), "least": least, "most": most, "place_id": place_id}
