"""Claims as a resource: the one value that ties their question, their query and their record together."""

from datetime import date

from sqlalchemy import func
from sqlalchemy.orm import selectinload
from sqlmodel import col

from app.claims.filters import ClaimQuery
from app.claims.query import claim_conditions
from app.claims.record import claim_record
from app.model import Claim, ClaimRelation, ClaimTopic, Evidence, Figure, Hop, Participant
from app.query.resource import BY_UPDATE, Resource, Sort, loader

_event = func.coalesce(col(Claim.event_from), date.min, type_=col(Claim.event_from).type)
_chain = (selectinload(Claim.chain).selectinload(Hop.stakeholder), selectinload(Claim.document))

CLAIMS = Resource(
    noun="claims",
    singular="claim",
    table=Claim,
    identity=Claim.id,
    public_id=Claim.public_id,
    query=ClaimQuery,
    conditions=claim_conditions,
    sorts={
        "-published": Sort(col(Claim.reported_on), date.fromisoformat, "newest first", is_descending=True),
        "published": Sort(col(Claim.reported_on), date.fromisoformat, "oldest first"),
        "-event_date": Sort(_event, date.fromisoformat, "latest event first", is_descending=True),
        "event_date": Sort(_event, date.fromisoformat, "earliest event first"),
    }
    | BY_UPDATE,
    load=loader(
        Claim,
        *_chain,
        selectinload(Claim.chain).selectinload(Hop.evidence).selectinload(Evidence.document),
        selectinload(Claim.topics).selectinload(ClaimTopic.topic),
        selectinload(Claim.participants).selectinload(Participant.stakeholder),
        selectinload(Claim.figures).selectinload(Figure.place),
        selectinload(Claim.figures).selectinload(Figure.evidence).selectinload(Evidence.document),
        selectinload(Claim.evidence).selectinload(Evidence.document),
        selectinload(Claim.relations).selectinload(ClaimRelation.other).options(*_chain),
        selectinload(Claim.relations_from).selectinload(ClaimRelation.claim).options(*_chain),
    ),
    render=claim_record,
)
