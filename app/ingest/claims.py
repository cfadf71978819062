"""Claims of reports, many at once, from payloads to rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from sqlalchemy import select
from sqlmodel import Session, col

from app.db.bulk import delete_rows, insert_rows, select_pairs, update_rows
from app.db.parts import in_parts
from app.ingest.errors import FileFault
from app.ingest.ids import NONE_GIVEN, Ids
from app.ingest.payload.claim import ClaimFields
from app.ingest.rows import ClaimRows, NewIds, Surroundings
from app.model import Claim, ClaimRelation, ClaimTopic, Evidence, Figure, Hop, Involvement, Participant
from app.model.vocabulary import PublicStatus
from app.publishing.dependents import Changed
from app.query.rows import Tables


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim that is to be written, the public ids of its figures, what its rows refer to, and where it was given."""

    public_id: str
    payload: ClaimFields
    figure_ids: Sequence[str]
    around: Surroundings
    place: FileFault
    status: PublicStatus = PublicStatus.PUBLISHED

    def fault(self, field: str, detail: str) -> FileFault:
        """Something that is wrong in a field of it."""
        return replace(self.place, field=field, detail=detail)


@dataclass(frozen=True, slots=True)
class WrittenClaims:
    """The internal ids of claims that were written, by public id, and of their figures; what they showed before; and all their rows."""

    ids: Mapping[str, int]
    figures: set[int]
    left: Changed
    rows: Tables


def write_claims(session: Session, items: Sequence[ClaimItem], new: NewIds, given: Ids = NONE_GIVEN) -> WrittenClaims:
    """Write the rows of claims, whether they are new or were written before; their relations are left out, and none is kept.

    New claims and figures get the internal ids that are ``given``, and otherwise those that are ``new``.
    """
    known = dict(select_pairs(session, col(Claim.public_id), col(Claim.id), [item.public_id for item in items]))
    left = _what_they_leave(session, known.values())
    rows = ClaimRows(known | _figures_of(session, known.values()), new, given)
    ids = {item.public_id: rows.add(item.public_id, item.payload, item.figure_ids, item.around, item.status) for item in items}
    _clear(session, known.values())
    for table, updates in rows.updates.items():
        update_rows(session, table, updates)
    rows.inserts[Involvement].sort(key=itemgetter("part", "stakeholder_id", "claim_id"))  # as its indexes are
    for table, inserts in rows.inserts.items():
        insert_rows(session, table, inserts)
    written = {table: [*inserts, *rows.updates.get(table, ())] for table, inserts in rows.inserts.items()}
    return WrittenClaims(ids, {row["id"] for row in written[Figure]}, left, written)


def lost_figures(session: Session, items: Sequence[ClaimItem]) -> Iterator[FileFault]:
    """Figures that were published and that their claim no longer has."""
    figures = select(col(Claim.public_id), col(Figure.public_id), col(Figure.as_printed)).join(Figure)
    published: dict[str, list[tuple[str, str]]] = {}
    for part in in_parts(item.public_id for item in items):
        for claim, figure, as_printed in session.execute(figures.where(col(Claim.public_id).in_(part))):
            published.setdefault(claim, []).append((figure, as_printed))
    for item in items:
        if lost := [as_printed for figure, as_printed in published.get(item.public_id, ()) if figure not in item.figure_ids]:
            yield item.fault("figures", f"the published figure {', '.join(lost)} is no longer there; what is published does not vanish")


def _what_they_leave(session: Session, claims: Collection[int]) -> Changed:
    """Claims that are rewritten may leave stakeholders, topics and claims behind, whose records then count or show them no more."""

    def led_to(column: object, claim_id: object) -> set[int]:
        return {item_id for _, item_id in select_pairs(session, claim_id, column, claims)}

    return {
        "stakeholders": led_to(col(Involvement.stakeholder_id), col(Involvement.claim_id)),
        "topics": led_to(col(ClaimTopic.topic_id), col(ClaimTopic.claim_id)),
        "claims": led_to(col(ClaimRelation.other_id), col(ClaimRelation.claim_id)),
    }


def _figures_of(session: Session, claims: Collection[int]) -> dict[str, int]:
    figures = select(col(Figure.public_id), col(Figure.id))
    return {
        public_id: item_id
        for part in in_parts(claims)
        for public_id, item_id in session.execute(figures.where(col(Figure.claim_id).in_(part)))
        if item_id is not None
    }


def _clear(session: Session, claims: Collection[int]) -> None:
    """Delete what these claims own, their figures excepted, and the evidence of these too."""
    for table, evidence_of in ((Hop, col(Evidence.hop_id)), (Figure, col(Evidence.figure_id))):
        delete_rows(session, evidence_of, (item_id for _, item_id in select_pairs(session, col(table.claim_id), col(table.id), claims)))
    for owned in (Evidence, Hop, ClaimTopic, Participant, Involvement, ClaimRelation):
        delete_rows(session, col(owned.claim_id), claims)
