"""From payloads to rows: what a claim of a file becomes in the tables. Nothing is looked up here."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date
from typing import Any

from app import model
from app.anchors.anchor import Anchor
from app.figures.bounds import ends
from app.ingest.anchoring import AnchorFile, Quotation
from app.ingest.ids import permanent_id
from app.ingest.payload.edtf_date import days_spanned
from app.ingest.payload.report import ClaimPayload, DocumentPayload, EvidencePayload, HopPayload
from app.model.vocabulary import Act, Certainty, SourceType, Status

Ids = Mapping[str, int]
"""Internal ids by slug."""
Quote = Callable[[Iterable[EvidencePayload]], list[model.Evidence]]


def claim_id(document: DocumentPayload, key: str) -> str:
    """The permanent public id of a claim."""
    return permanent_id("clm", document.published_at, document.id, key)


def figure_id(document: DocumentPayload, claim_key: str, key: str) -> str:
    """The permanent public id of a figure."""
    return permanent_id("fig", document.published_at, document.id, claim_key, key)


def anchors_of(claim: ClaimPayload, anchors: AnchorFile) -> list[Anchor]:
    """Every anchor that a claim, its hops and its figures rest on."""
    owners = (claim, *claim.chain, *claim.figures)
    return [anchors.by_quotation[Quotation.of(item)] for owner in owners for item in owner.evidence]


def fill_claim(
    claim: model.Claim, payload: ClaimPayload, document: DocumentPayload, anchors: AnchorFile, stakeholders: Ids, topics: Ids, document_id: int
) -> None:
    """Set everything that a claim owns, relations excepted, from its payload."""
    quote = _quoter(anchors, document_id)
    days = days_spanned(payload.event_date) if payload.event_date else (None, None)
    claim.document_id = document_id
    claim.statement = payload.statement
    claim.kind = payload.kind
    claim.polarity = payload.polarity
    claim.certainty = payload.chain[-1].certainty
    claim.status = Status.PUBLISHED
    claim.event_date = payload.event_date
    claim.event_from, claim.event_until = days
    claim.reported_on = reported_on(document)
    claim.condition = payload.condition
    claim.purpose = payload.purpose
    claim.topics = [model.ClaimTopic(position=index, topic_id=topics[slug]) for index, slug in enumerate(payload.topics)]
    claim.chain = _chain(payload.chain, document, stakeholders, quote)
    parts = [(role, slug) for role, slugs in payload.participants.items() for slug in slugs]
    claim.participants = [
        model.Participant(position=index, role=role, stakeholder_id=stakeholders[slug]) for index, (role, slug) in enumerate(parts)
    ]
    claim.figures = _figures(claim, payload, document, stakeholders, quote)
    claim.evidence = quote(payload.evidence)


def reported_on(document: DocumentPayload) -> date:
    """The day by which a document's claims are ordered; the earliest there is where it has none."""
    return document.published_at.astimezone(UTC).date() if document.published_at else date.min


def _quoter(anchors: AnchorFile, document_id: int) -> Quote:
    def quote(evidence: Iterable[EvidencePayload]) -> list[model.Evidence]:
        found = [anchors.by_quotation[Quotation.of(item)] for item in evidence]
        return [
            model.Evidence(
                document_id=document_id,
                paragraph=anchor.paragraph,
                start=anchor.start,
                end=anchor.end,
                exact=anchor.exact,
                prefix=anchor.prefix,
                suffix=anchor.suffix,
                sha256=anchor.sha256,
            )
            for anchor in found
        ]

    return quote


def _chain(hops: tuple[HopPayload, ...], document: DocumentPayload, stakeholders: Ids, quote: Quote) -> list[model.Hop]:
    """The chain from the document down; where the document is itself the claimant, it is the whole chain."""
    publisher = stakeholders[document.publisher] if document.publisher else None
    day = reported_on(document) if document.published_at else None
    by_document: dict[str, Any] = {"stakeholder_id": publisher, "label": None if publisher else document.title, "said_on": day}
    chain = []
    depth = 0
    if hops[0].source_type is not SourceType.AUTHOR:
        published = {"source_type": SourceType.AUTHOR, "act": Act.PUBLISHES, "certainty": Certainty.UNCOMMITTED}
        chain.append(model.Hop(position=0, depth=0, **published, **by_document))
        depth = 1
    for index, hop in enumerate(hops):
        depth += 0 if hop.with_previous or index == 0 else 1
        source = by_document if hop.source_type is SourceType.AUTHOR else _source(hop, stakeholders)
        chain.append(
            model.Hop(
                position=len(chain),
                depth=depth,
                source_type=hop.source_type,
                act=hop.act,
                cue=hop.cue,
                certainty=hop.certainty,
                evidence=quote(hop.evidence),
                **source,
            )
        )
    return chain


def _source(hop: HopPayload, stakeholders: Ids) -> dict[str, Any]:
    return {
        "stakeholder_id": stakeholders[hop.stakeholder] if hop.stakeholder else None,
        "label": hop.label,
        "said_on": hop.said_on,
    }


def _figures(
    claim: model.Claim, owner: ClaimPayload, document: DocumentPayload, stakeholders: Ids, quote: Quote
) -> list[model.Figure]:
    """A claim's figures; those that it had keep their rows, and so their reading order."""
    existing = {figure.public_id: figure for figure in claim.figures}
    figures = []
    for payload in owner.figures:
        public_id = figure_id(document, owner.key, payload.key)
        figure = existing.get(public_id) or model.Figure(public_id=public_id)
        for field in ("as_printed", "comparator", "value", "lower", "upper", "unit", "measure", "population", "period", "duration"):
            setattr(figure, field, getattr(payload, field))
        figure.least, figure.most = ends(payload.comparator, payload.value, payload.lower, payload.upper)
        figure.place_id = stakeholders[payload.place] if payload.place else None
        figure.evidence = quote(payload.evidence)
        figures.append(figure)
    return figures
