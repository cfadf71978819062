"""How claims bear on each other: written as soon as both are there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col

from app.db.bulk import insert_rows, select_pairs
from app.ingest.claims import ClaimItem
from app.ingest.errors import FileFault
from app.ingest.ids import permanent_id
from app.model import Claim, ClaimRelation
from app.model.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Bearing:
    """A relation of a claim that was written, to a claim that may not be there yet; ``fault`` is where it stands in its file."""

    claim_id: int
    position: int
    relation: Relation
    other: str
    fault: FileFault


def bearings_of(items: Sequence[ClaimItem], ids: Mapping[str, int]) -> Iterator[Bearing]:
    """All relations of these claims."""
    for item in items:
        for position, relation in enumerate(item.payload.relations):
            other = other_claim(item.around.document, relation.claim)
            fault = item.fault(f"relations.{position}.claim", f"there is no claim {other}")
            yield Bearing(ids[item.public_id], position, relation.relation, other, fault)


def other_claim(document: str, named: str) -> str:
    """The id of the claim that a relation names: by its id, or by its key within the document."""
    return named if named.startswith("clm_") else permanent_id("clm", document, named)


def relate(session: Session, bearings: Sequence[Bearing]) -> list[Bearing]:
    """Write the relations whose claims are there; return the others."""
    known = dict(select_pairs(session, col(Claim.public_id), col(Claim.id), {bearing.other for bearing in bearings}))
    rows = [
        {"claim_id": item.claim_id, "position": item.position, "relation": item.relation, "other_id": known[item.other]}
        for item in bearings
        if item.other in known
    ]
    insert_rows(session, ClaimRelation, rows)
    return [bearing for bearing in bearings if bearing.other not in known]
