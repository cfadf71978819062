"""Who is involved in a claim, and as what: derived from its chain and its participants, for the filters."""

from collections.abc import Iterator

from app.model import Claim, Hop
from app.shape.attribution import claimants

ACTOR = "actor"
CLAIMANT = "claimant"
VIA = "via"


def parts_of(claim: Claim) -> set[tuple[str, int]]:
    """(part, stakeholder id) for every way in which a stakeholder is involved.

    Depth 0 counts only where the document is itself the claimant; whoever has any part at all is an ``actor``.
    """
    parts = set(_parts(claim))
    return parts | {(ACTOR, stakeholder_id) for _, stakeholder_id in parts}


def _parts(claim: Claim) -> Iterator[tuple[str, int]]:
    speaking = claimants(claim.chain)
    for hop in claim.chain:
        if hop.stakeholder_id is None:
            continue
        if any(hop is speaker for speaker in speaking):
            yield CLAIMANT, hop.stakeholder_id
        elif _is_relay(hop):
            yield VIA, hop.stakeholder_id
    for participant in claim.participants:
        yield participant.role.value, participant.stakeholder_id


def _is_relay(hop: Hop) -> bool:
    return hop.depth > 0
