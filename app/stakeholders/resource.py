"""Stakeholders as a resource."""

from sqlmodel import col

from app.model import Involvement, Stakeholder
from app.query.counts import counted_loader
from app.query.keys import read_text
from app.query.related import related
from app.query.resource import BY_UPDATE, Facet, Resource, Sort
from app.query.rows import loader
from app.stakeholders import record
from app.stakeholders.columns import STAKEHOLDER_COLUMNS, stakeholder_words
from app.stakeholders.filters import StakeholderQuery
from app.stakeholders.query import stakeholder_conditions

_load_rows = loader(Stakeholder, related(Stakeholder.aliases), related(Stakeholder.identifiers), related(Stakeholder.parent))

STAKEHOLDERS = Resource(
    noun="stakeholders",
    singular="stakeholder",
    table=Stakeholder,
    identity=Stakeholder.id,
    public_id=Stakeholder.slug,
    query=StakeholderQuery,
    conditions=stakeholder_conditions,
    sorts={
        "name": Sort(lambda stakeholder: stakeholder.name, read_text, "by name"),
        "-name": Sort(lambda stakeholder: stakeholder.name, read_text, "by name, from the end", is_descending=True),
    }
    | BY_UPDATE,
    load=counted_loader(_load_rows, col(Involvement.stakeholder_id), col(Involvement.part), col(Involvement.claim_id)),
    render=record.stakeholder_record,
    record=record.Stakeholder,
    columns=STAKEHOLDER_COLUMNS,
    words=stakeholder_words,
    facets={"kind": Facet(col(Stakeholder.kind)), "parent": Facet(col(Stakeholder.parent_id), noun="stakeholders")},
)
