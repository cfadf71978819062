"""What shows what: the records that a changed row appears in."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.db.parts import in_parts
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


def _claims_showing(session: Session, stakeholders: set[int], documents: set[int]) -> set[int]:
    return (
        _ids(session, col(Involvement.claim_id), col(Involvement.stakeholder_id), stakeholders)
        | _ids(session, col(Hop.claim_id), col(Hop.stakeholder_id), stakeholders)
        | _ids(session, col(Claim.id), col(Claim.document_id), documents)
    )


def _related_to(session: Session, claims: set[int]) -> set[int]:
    return _ids(session, col(ClaimRelation.other_id), col(ClaimRelation.claim_id), claims) | _ids(
        session, col(ClaimRelation.claim_id), col(ClaimRelation.other_id), claims
    )


def _stakeholders_of(session: Session, claims: set[int]) -> set[int]:
    return _ids(session, col(Involvement.stakeholder_id), col(Involvement.claim_id), claims)


def _children_of(session: Session, stakeholders: set[int]) -> set[int]:
    return _ids(session, col(Stakeholder.id), col(Stakeholder.parent_id), stakeholders)


def _topics_of(session: Session, claims: set[int]) -> set[int]:
    return _ids(session, col(ClaimTopic.topic_id), col(ClaimTopic.claim_id), claims)


def _documents_of(session: Session, claims: set[int], publishers: set[int]) -> set[int]:
    return _ids(session, col(Claim.document_id), col(Claim.id), claims) | _ids(
        session, col(Document.id), col(Document.publisher_id), publishers
    )


def _figures_showing(session: Session, claims: set[int], places: set[int]) -> set[int]:
    return _ids(session, col(Figure.id), col(Figure.claim_id), claims) | _ids(session, col(Figure.id), col(Figure.place_id), places)


def _ids(session: Session, wanted: Any, column: Any, ids: set[int]) -> set[int]:  # noqa: ANN401 (SQL columns)
    """The values of ``wanted`` where ``column`` is one of ``ids``, asked in parts: a statement takes only so many values."""
    parts = in_parts(sorted(ids))
    return {item_id for part in parts for item_id in session.execute(select(wanted).where(column.in_(part)).distinct()).scalars()}
