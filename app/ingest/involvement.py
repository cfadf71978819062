"""Who is involved in a claim, and as what: derived from its chain and its participants, for the filters."""

from collections.abc import Iterator, Sequence

from app.db.bulk import Values

ACTOR = "actor"
CLAIMANT = "claimant"
VIA = "via"


def parts_of(chain: Sequence[Values], participants: Sequence[Values]) -> set[tuple[str, int]]:
    """(part, stakeholder id) for every way in which a stakeholder is involved, given the rows of a claim.

    Depth 0 counts only where the document is itself the claimant; whoever has any part at all is an ``actor``.
    """
    parts = set(_parts(chain, participants))
    return parts | {(ACTOR, stakeholder_id) for _, stakeholder_id in parts}


def _parts(chain: Sequence[Values], participants: Sequence[Values]) -> Iterator[tuple[str, int]]:
    deepest = max(hop["depth"] for hop in chain)
    for hop in chain:
        if hop["stakeholder_id"] is None:
            continue
        if hop["depth"] == deepest:
            yield CLAIMANT, hop["stakeholder_id"]
        elif hop["depth"] > 0:
            yield VIA, hop["stakeholder_id"]
    for participant in participants:
        yield participant["role"].value, participant["stakeholder_id"]
