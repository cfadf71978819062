"""From payloads to rows: what a claim of a file becomes in the tables. Nothing is looked up here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, Self

from app.anchors.anchor import Anchor
from app.db.bulk import Values
from app.figures.bounds import ends
from app.ingest.anchoring import AnchorFile, Quotation
from app.ingest.files import Report
from app.ingest.ids import Ids, permanent_id
from app.ingest.involvement import parts_of
from app.ingest.payload.claim import ClaimFields, FigureFields, HopFields
from app.ingest.payload.edtf_date import days_spanned
from app.ingest.payload.report import ClaimPayload, DocumentPayload, FigurePayload, HopPayload
from app.model import Claim, ClaimTopic, Evidence, Figure, Hop, Involvement, Participant
from app.model.vocabulary import Act, Certainty, PublicStatus, SourceType

NewIds = Mapping[type[Any], Iterator[int]]
"""Internal ids for new rows, by table."""


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
    """The document of a claim, the internal ids by slug of what the claim refers to, and where its evidence stands.

    ``anchor`` gives the place of an item of evidence, in whatever form the claim has these.
    """

    document: str
    document_id: int
    title: str
    publisher_id: int | None
    published_at: datetime | None
    stakeholders: Ids
    topics: Ids
    anchor: Callable[[Any], Anchor] = attrgetter("anchor")

    def quoted_in(self, report: Report) -> Self:
        """The same for the claims of a report, whose evidence is quoted."""
        anchors = report.anchors.by_quotation
        return replace(self, anchor=lambda evidence: anchors[Quotation.of(evidence)])

    @cached_property
    def reported_on(self) -> date:
        """The day by which the document's claims are ordered; the earliest there is where it has none."""
        return self.published_at.astimezone(UTC).date() if self.published_at else date.min

    @cached_property
    def document_as_source(self) -> Values:
        """What a hop holds whose source is the document itself."""
        return {
            "stakeholder_id": self.publisher_id,
            "label": None if self.publisher_id else self.title,
            "said_on": self.reported_on if self.published_at else None,
        }


@dataclass(frozen=True)
class ClaimRows:
    """The rows of claims in the making, by table: an owner before what it owns.

    Claims and figures that were written before keep their rows, and so their reading order; all else is made anew.
    ``known`` has the internal ids of these by public id, ``new`` gives ids to all others, unless these are ``given``.
    """

    known: Ids
    new: NewIds
    given: Ids = field(default_factory=dict)
    inserts: dict[type[Any], list[Values]] = field(
        default_factory=lambda: {table: [] for table in (Claim, ClaimTopic, Hop, Participant, Figure, Evidence, Involvement)}
    )
    updates: dict[type[Any], list[Values]] = field(default_factory=lambda: {Claim: [], Figure: []})

    def add(self, public_id: str, payload: ClaimFields, figure_ids: Sequence[str], around: Surroundings, status: PublicStatus) -> int:
        """Add all rows of a claim and of its figures, its relations excepted; return its internal id."""
        item_id = self._own(Claim, public_id, {**_claim_columns(payload, around), "status": status})
        self.inserts[ClaimTopic] += (
            {"claim_id": item_id, "position": index, "topic_id": around.topics[slug]} for index, slug in enumerate(payload.topics)
        )
        chain = list(self._chain(item_id, payload.chain, around))
        parts = ((role, slug) for role, slugs in payload.participants.items() for slug in slugs)
        participants = [
            {"claim_id": item_id, "position": index, "role": role, "stakeholder_id": around.stakeholders[slug]}
            for index, (role, slug) in enumerate(parts)
        ]
        self.inserts[Hop] += chain
        self.inserts[Participant] += participants
        self.inserts[Involvement] += (
            {"part": part, "stakeholder_id": stakeholder_id, "claim_id": item_id, "reported_on": around.reported_on}
            for part, stakeholder_id in parts_of(chain, participants)
        )
        for figure, own_id in zip(payload.figures, figure_ids, strict=True):
            self._add_figure(item_id, own_id, figure, around)
        self._quote(around, payload.evidence, claim_id=item_id)
        return item_id

    def _own(self, table: type[Any], public_id: str, columns: Values) -> int:
        item_id = self.known.get(public_id)
        rows = self.inserts if item_id is None else self.updates
        if item_id is None:
            item_id = self.given.get(public_id) or next(self.new[table])
        rows[table].append({"id": item_id, "public_id": public_id, **columns})
        return item_id

    def _chain(self, claim_id: int, hops: Sequence[HopFields], around: Surroundings) -> Iterator[Values]:
        """The chain from the document down; where the document is itself the claimant, it is the whole chain."""
        first, depth = 0, -1
        if hops[0].source_type is not SourceType.AUTHOR:
            first, depth = 1, 0
            yield {"id": next(self.new[Hop]), "claim_id": claim_id, "position": 0, "depth": 0, **_CARRIED, **around.document_as_source}
        for position, hop in enumerate(hops, first):
            depth += not hop.with_previous
            row = {
                "id": next(self.new[Hop]),
                "claim_id": claim_id,
                "position": position,
                "depth": depth,
                "source_type": hop.source_type,
                "act": hop.act,
                "cue": hop.cue,
                "certainty": hop.certainty,
                **(around.document_as_source if hop.source_type is SourceType.AUTHOR else _source(hop, around.stakeholders)),
            }
            self._quote(around, hop.evidence, hop_id=row["id"])
            yield row

    def _add_figure(self, claim_id: int, public_id: str, payload: FigureFields, around: Surroundings) -> None:
        columns = _figure_columns(payload, around.stakeholders)
        item_id = self._own(Figure, public_id, {"claim_id": claim_id, "reported_on": around.reported_on, **columns})
        self._quote(around, payload.evidence, figure_id=item_id)

    def _quote(self, around: Surroundings, evidence: Iterable[object], **owner: int) -> None:
        """Evidence rows for places in the document."""
        for item in evidence:
            own = {"id": next(self.new[Evidence]), **_NOBODY, **owner}
            self.inserts[Evidence].append({**own, "document_id": around.document_id, **_anchor_columns(around.anchor(item))})


_NOBODY = {"claim_id": None, "hop_id": None, "figure_id": None}
_CARRIED = {"source_type": SourceType.AUTHOR, "act": Act.PUBLISHES, "cue": None, "certainty": Certainty.UNCOMMITTED}


def _claim_columns(payload: ClaimFields, around: Surroundings) -> Values:
    first_day, last_day = days_spanned(payload.event_date) if payload.event_date else (None, None)
    return {
        "document_id": around.document_id,
        "statement": payload.statement,
        "kind": payload.kind,
        "polarity": payload.polarity,
        "certainty": payload.chain[-1].certainty,
        "event_date": payload.event_date,
        "event_from": first_day,
        "event_until": last_day,
        "reported_on": around.reported_on,
        "condition": payload.condition,
        "purpose": payload.purpose,
    }


def _source(hop: HopFields, stakeholders: Ids) -> Values:
    return {
        "stakeholder_id": stakeholders[hop.stakeholder] if hop.stakeholder else None,
        "label": hop.label,
        "said_on": hop.said_on,
    }


def _figure_columns(payload: FigureFields, stakeholders: Ids) -> Values:
    least, most = ends(payload.comparator, payload.value, payload.lower, payload.upper)
    place_id = stakeholders[payload.place] if payload.place else None
    return {**payload.model_dump(include=_QUANTITY), "least": least, "most": most, "place_id": place_id}


def _anchor_columns(anchor: Anchor) -> Values:
    return {name: getattr(anchor, name) for name in _ANCHOR}


_QUANTITY = set(FigureFields.model_fields) - {"place", "evidence"}
_ANCHOR = tuple(item.name for item in fields(Anchor))
