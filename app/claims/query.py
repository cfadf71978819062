"""From a question about claims to conditions on their rows."""

from sqlalchemy import ColumnElement, and_, exists, select
from sqlmodel import col

from app.claims.filters import ROLE_FILTERS, ClaimQuery, ClaimSort
from app.model import Claim, ClaimTopic, Figure, Hop, Involvement
from app.model.vocabulary import HIDDEN_STATUSES, Status
from app.query.ranges import check_range
from app.query.resource import Lead, Names


def claim_conditions(query: ClaimQuery, names: Names) -> list[ColumnElement[bool]]:
    """What a claim must meet: every role filter given, and one of the values of every enum given."""
    check_range("since", query.since, "until", query.until)
    conditions: list[ColumnElement[bool]] = [_has_status(query)]
    conditions += [_is_involved(part, item.item_id) for part in ROLE_FILTERS for item in names.get(part, ())]
    conditions += _any_of(query)
    if "topic" in names:
        topics = [item.item_id for item in names["topic"]]
        conditions.append(col(Claim.id).in_(select(col(ClaimTopic.claim_id)).where(col(ClaimTopic.topic_id).in_(topics))))
    if "document" in names:
        conditions.append(col(Claim.document_id).in_([item.item_id for item in names["document"]]))
    if query.has_figure is not None:
        has_figure = exists().where(col(Figure.claim_id) == col(Claim.id))
        conditions.append(has_figure if query.has_figure else ~has_figure)
    if query.since is not None:
        conditions.append(col(Claim.event_until) >= query.since)
    if query.until is not None:
        conditions.append(col(Claim.event_from) <= query.until)
    return conditions


def claim_lead(query: ClaimQuery, names: Names) -> Lead | None:
    """The claims of the first party that is asked for, by the day of their document."""
    part = next((part for part in ROLE_FILTERS if part in names), None)
    if part is None or query.sort not in (ClaimSort.PUBLISHED_DESC, ClaimSort.PUBLISHED):
        return None
    involved = and_(col(Involvement.part) == part, col(Involvement.stakeholder_id) == names[part][0].item_id)
    return Lead(col(Involvement.claim_id), col(Involvement.reported_on), involved, part)


def _has_status(query: ClaimQuery) -> ColumnElement[bool]:
    """One of the statuses asked for, or any that is public.

    That is said by the hidden ones, because SQLite would read all claims through the index of statuses for a list of most of them.
    """
    if query.status:
        return col(Claim.status).in_([Status[status.name] for status in query.status])
    return col(Claim.status).not_in(HIDDEN_STATUSES)


def _is_involved(part: str, stakeholder_id: int) -> ColumnElement[bool]:
    involved = select(col(Involvement.claim_id)).where(col(Involvement.part) == part, col(Involvement.stakeholder_id) == stakeholder_id)
    return col(Claim.id).in_(involved)


def _any_of(query: ClaimQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.kind:
        conditions.append(col(Claim.kind).in_(query.kind))
    if query.certainty:
        conditions.append(col(Claim.certainty).in_(query.certainty))
    if query.polarity:
        conditions.append(col(Claim.polarity).in_(query.polarity))
    if query.act:
        conditions.append(col(Claim.id).in_(select(col(Hop.claim_id)).where(col(Hop.act).in_(query.act))))
    return conditions
