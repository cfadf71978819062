"""Claims as a resource: the one value that ties their question, their query and their record together."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, func, literal_column, true
from sqlmodel import col

from app.claims import record
from app.claims.columns import CLAIM_COLUMNS, claim_words
from app.claims.filters import ROLE_FILTERS, ClaimQuery
from app.claims.query import claim_conditions, claim_lead
from app.model import Claim, ClaimRelation, ClaimTopic, Evidence, Figure, Hop, Involvement, Participant
from app.query.keys import read_day
from app.query.related import related
from app.query.resource import BY_UPDATE, Facet, Resource, Sort
from app.query.rows import loader


def _event(claim: Any) -> ColumnElement[date]:  # noqa: ANN401 (the table or an alias of it)
    """As the index has it: a value that was bound would be another expression to the database."""
    return func.coalesce(claim.event_from, literal_column("'0001-01-01'"), type_=Date())


CLAIMS = Resource(
    noun="claims",
    singular="claim",
    table=Claim,
    identity=Claim.id,
    public_id=Claim.public_id,
    query=ClaimQuery,
    conditions=claim_conditions,
    sorts={
        "-published": Sort(lambda claim: claim.reported_on, read_day, "newest first", is_descending=True),
        "published": Sort(lambda claim: claim.reported_on, read_day, "oldest first"),
        "-event_date": Sort(_event, read_day, "latest event first", is_descending=True),
        "event_date": Sort(_event, read_day, "earliest event first"),
    }
    | BY_UPDATE,
    load=loader(
        Claim,
        related(Claim.document),
        related(Claim.chain, Hop.stakeholder),
        related(Claim.chain, Hop.evidence, Evidence.document),
        related(Claim.topics, ClaimTopic.topic),
        related(Claim.participants, Participant.stakeholder),
        related(Claim.figures, Figure.place),
        related(Claim.figures, Figure.evidence, Evidence.document),
        related(Claim.evidence, Evidence.document),
        related(Claim.corrections),
        related(Claim.relations, ClaimRelation.other, Claim.document),
        related(Claim.relations, ClaimRelation.other, Claim.chain, Hop.stakeholder),
        related(Claim.relations_from, ClaimRelation.claim, Claim.document),
        related(Claim.relations_from, ClaimRelation.claim, Claim.chain, Hop.stakeholder),
    ),
    render=record.claim_record,
    record=record.Claim,
    columns=CLAIM_COLUMNS,
    words=claim_words,
    lead=claim_lead,
    facets={
        "kind": Facet(col(Claim.kind)),
        "certainty": Facet(col(Claim.certainty)),
        "polarity": Facet(col(Claim.polarity)),
        "status": Facet(col(Claim.status)),
        "act": Facet(col(Hop.act), (col(Hop.claim_id), true()), repeats=True),
        "topic": Facet(col(ClaimTopic.topic_id), (col(ClaimTopic.claim_id), true()), "topics"),
        "document": Facet(col(Claim.document_id), noun="documents"),
        **{
            part: Facet(col(Involvement.stakeholder_id), (col(Involvement.claim_id), col(Involvement.part) == part), "stakeholders")
            for part in ROLE_FILTERS
        },
    },
)
