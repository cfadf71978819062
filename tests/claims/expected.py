"""What each filter of claims must find, worked out from the data files alone."""

from typing import NamedTuple

from app.ingest.files import DataFiles
from app.ingest.payload.report import ClaimPayload, DocumentPayload, HopPayload
from app.ingest.rows import claim_id
from app.model.vocabulary import Role, SourceType

PARTS = ("actor", "claimant", "via", *(role.value for role in Role))


class Expected(NamedTuple):
    """One claim of the files, in the order in which lists have it where nothing else decides."""

    id: str
    payload: ClaimPayload
    document: DocumentPayload


def claims_of(files: DataFiles) -> list[Expected]:
    documents = [(report.payload.document, report.payload.claims) for report in files.reports]
    return [Expected(claim_id(document, claim.key), claim, document) for document, claims in documents for claim in claims]


def parts_of(claim: Expected) -> dict[str, set[str]]:
    """The ids of the stakeholders that a claim involves, by part."""
    relays, speakers = _relays_and_speakers(claim.payload)
    parts = {part: set[str]() for part in PARTS}
    parts["via"] = {hop.stakeholder for hop in relays if hop.stakeholder}
    parts["claimant"] = {hop.stakeholder for hop in speakers if hop.stakeholder}
    if speakers[0].source_type is SourceType.AUTHOR and claim.document.publisher:
        parts["claimant"].add(claim.document.publisher)
    for role, slugs in claim.payload.participants.items():
        parts[role.value] = set(slugs)
    parts["actor"] = set().union(*parts.values())
    return parts


def acts_of(claim: Expected) -> set[str]:
    """What the sources of a claim do with it; where the document is not itself the claimant, it publishes."""
    acts = {hop.act.value for hop in claim.payload.chain}
    return acts if claim.payload.chain[0].source_type is SourceType.AUTHOR else acts | {"publishes"}


def _relays_and_speakers(claim: ClaimPayload) -> tuple[list[HopPayload], list[HopPayload]]:
    """The claim begins with the last hop and with those that it speaks together with."""
    relays = list(claim.chain)
    speakers = [relays.pop()]
    while speakers[0].with_previous:
        speakers.insert(0, relays.pop())
    return relays, speakers
