"""What shows what: the records that a changed row appears in."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from app.model import Claim, ClaimRelation, ClaimTopic, Document, Figure, Hop, Involvement, Stakeholder

Changed = dict[str, set[int]]
"""Internal ids of rows by noun."""


def with_dependents(session: Session, changed: Changed) -> Changed:
    """The changed rows and every row whose record shows one of them."""
    documents = set(changed.get("documents", ()))
    stakeholders = set(changed.get("stakeholders", ()))
    claims = changed.get("claims", set()) | _claims_showing(session, stakeholders, documents)
    return {
        "vocabularies": set(changed.get("vocabularies", ())),
        "topics": changed.get("topics", set()) | _topics_of(session, claims),
        "documents": documents | _documents_of(session, claims, stakeholders),
        "stakeholders": stakeholders | _stakeholders_of(session, claims) | _children_of(session, stakeholders),
        "claims": claims | _related_to(session, claims),
        "figures": changed.get("figures", set()) | _figures_showing(session, claims, stakeholders),
    }


def _claims_showing(session: Session, stakeholders: Iterable[int], documents: Iterable[int]) -> set[int]:
    return _ids(
        session,
        select(col(Involvement.claim_id)).where(col(Involvement.stakeholder_id).in_(stakeholders)),
        select(col(Hop.claim_id)).where(col(Hop.stakeholder_id).in_(stakeholders)),
        select(col(Claim.id)).where(col(Claim.document_id).in_(documents)),
    )


def _related_to(session: Session, claims: Iterable[int]) -> set[int]:
    links = select(col(ClaimRelation.claim_id), col(ClaimRelation.other_id)).where(
        or_(col(ClaimRelation.claim_id).in_(claims), col(ClaimRelation.other_id).in_(claims))
    )
    return {end for link in session.execute(links) for end in link}


def _stakeholders_of(session: Session, claims: Iterable[int]) -> set[int]:
    return _ids(session, select(col(Involvement.stakeholder_id)).where(col(Involvement.claim_id).in_(claims)))


def _children_of(session: Session, stakeholders: Iterable[int]) -> set[int]:
    return _ids(session, select(col(Stakeholder.id)).where(col(Stakeholder.parent_id).in_(stakeholders)))


def _topics_of(session: Session, claims: Iterable[int]) -> set[int]:
    return _ids(session, select(col(ClaimTopic.topic_id)).where(col(ClaimTopic.claim_id).in_(claims)))


def _documents_of(session: Session, claims: Iterable[int], publishers: Iterable[int]) -> set[int]:
    return _ids(
        session,
        select(col(Claim.document_id)).where(col(Claim.id).in_(claims)),
        select(col(Document.id)).where(col(Document.publisher_id).in_(publishers)),
    )


def _figures_showing(session: Session, claims: Iterable[int], places: Iterable[int]) -> set[int]:
    return _ids(session, select(col(Figure.id)).where(or_(col(Figure.claim_id).in_(claims), col(Figure.place_id).in_(places))))


def _ids(session: Session, *selects: Select[Any]) -> set[int]:
    return {item_id for chosen in selects for item_id in session.execute(chosen.distinct()).scalars()}
