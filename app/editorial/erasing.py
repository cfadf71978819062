"""Erasing: where the law demands that something be gone, and not only withdrawn."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session, col

from app.db.bulk import delete_rows, select_pairs
from app.db.revision import begin_revision
from app.editorial.burying import NOTHING, Burial, bury, empty_bodies
from app.editorial.entry import Published, Written, published
from app.editorial.errors import ConflictError
from app.editorial.records import Records
from app.editorial.saving import saving
from app.editorial.writable import WRITABLE
from app.ingest.ledger import Ledger
from app.ingest.lists import merged_stakeholders
from app.model import (
    Alias,
    Attempt,
    Claim,
    ClaimRelation,
    ClaimTopic,
    Correction,
    Document,
    Draft,
    Evidence,
    Figure,
    Gone,
    Hop,
    Identifier,
    Involvement,
    Participant,
    Receipt,
    Stakeholder,
)

CLAIMS, STAKEHOLDERS, FIGURES = "claims", "stakeholders", "figures"
ERASABLE = (CLAIMS, STAKEHOLDERS)
_WHERE_NAMED = {
    "hop of a chain": Hop.stakeholder_id,
    "participant": Participant.stakeholder_id,
    "place of a figure": Figure.place_id,
    "publisher of a document": Document.publisher_id,
    "parent": Stakeholder.parent_id,
}


def erase(session: Session, noun: str, public_id: str, note: str, moment: datetime) -> None:
    """Erase a claim with its figures, or a stakeholder that nothing names any more, with those who were merged into it.

    Only ids are left, so that nobody else gets them. Versions of other records that showed it lose their bodies too, and drafts,
    receipts and the audit what they say of it. Raises :class:`ConflictError` where a stakeholder is still named.
    """
    record = Records(session, WRITABLE[noun], moment).current(public_id)
    buried = [(noun, record), *(_figures(session, record) if noun == CLAIMS else _merged(session, record))]
    with saving(session, moment) as under_way:
        under_way.take(remove_claim(session, record.item_id) if noun == CLAIMS else _remove_stakeholder(session, record))
        burial = Burial(Gone.ERASED, under_way.edition.number, moment, note)
    for own_noun, each in buried:
        item_id = bury(session, own_noun, each, burial, NOTHING)
        empty_bodies(session, own_noun, each.public_id, item_id)
        _forget(session, own_noun, each.public_id)
    Ledger(session).keep_edited(noun, [public_id])
    begin_revision(session, burial.number, moment)


def _figures(session: Session, claim: Published) -> Iterator[tuple[str, Published]]:
    ids = session.execute(select(col(Figure.public_id)).where(col(Figure.claim_id) == claim.item_id)).scalars().all()
    yield from ((FIGURES, figure) for figure in published(session, FIGURES, ids).values())


def _merged(session: Session, stakeholder: Published) -> Iterator[tuple[str, Published]]:
    """Those who were merged into it: they are the same party, and their last records tell of it."""
    ids = [merged for merged, into in merged_stakeholders(session).items() if into == stakeholder.public_id]
    yield from ((STAKEHOLDERS, merged) for merged in published(session, STAKEHOLDERS, ids).values())


def remove_claim(session: Session, item_id: int) -> Written:
    """Delete all rows of a claim; what showed it or counted it."""

    def led_to(column: object, claim_id: object) -> set[int]:
        return {found for _, found in select_pairs(session, claim_id, column, [item_id])}

    related = led_to(col(ClaimRelation.other_id), col(ClaimRelation.claim_id)) | led_to(
        col(ClaimRelation.claim_id), col(ClaimRelation.other_id)
    )
    counted = {
        "stakeholders": led_to(col(Involvement.stakeholder_id), col(Involvement.claim_id)),
        "topics": led_to(col(ClaimTopic.topic_id), col(ClaimTopic.claim_id)),
        "documents": led_to(col(Claim.document_id), col(Claim.id)),
    }
    for table, evidence_of in ((Hop, col(Evidence.hop_id)), (Figure, col(Evidence.figure_id))):
        delete_rows(session, evidence_of, [found for _, found in select_pairs(session, col(table.claim_id), col(table.id), [item_id])])
    for owned in (Evidence, Hop, Figure, ClaimTopic, Participant, Involvement, ClaimRelation, Correction):
        delete_rows(session, col(owned.claim_id), [item_id])
    delete_rows(session, col(ClaimRelation.other_id), [item_id])
    delete_rows(session, col(Claim.id), [item_id])
    return Written({CLAIMS: related}, left=counted)


def _remove_stakeholder(session: Session, stakeholder: Published) -> Written:
    item_id = stakeholder.item_id
    named = [what for what, column in _WHERE_NAMED.items() if select_pairs(session, col(column), col(column), [item_id])]
    if named:
        told = f"{stakeholder.public_id} is still named, as {' and as '.join(named)}: change these first, or merge it into another."
        raise ConflictError("still_named", told)
    remove_stakeholder(session, item_id)
    return Written({})


def remove_stakeholder(session: Session, item_id: int) -> None:
    """Delete all rows of a stakeholder that nothing names any more."""
    for column in (Alias.stakeholder_id, Identifier.stakeholder_id, Stakeholder.id):
        delete_rows(session, col(column), [item_id])


def _forget(session: Session, noun: str, public_id: str) -> None:
    """Empty whatever the desk keeps of it."""
    named = f'"{public_id}"'
    of_it = or_(
        col(Attempt.record_id) == public_id,
        col(Attempt.content).contains(named, autoescape=True),
        col(Attempt.path).contains(f"/{noun}/{public_id}", autoescape=True),
    )
    session.execute(update(Attempt).where(of_it).values(content=None, detail=None, comment=None, note=None))
    session.execute(delete(Draft).where(or_(col(Draft.record_id) == public_id, col(Draft.content).contains(named, autoescape=True))))
    session.execute(delete(Receipt).where(col(Receipt.body).contains(named, autoescape=True)))
