"""From the form of a question about claims to conditions on their rows."""

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.claims.filters import ROLE_FILTERS, ClaimSort
from app.model import Claim, ClaimTopic, Figure, Hop, Involvement
from app.query.form import Form
from app.query.parties import involved
from app.query.resource import Lead


def claim_conditions(form: Form) -> list[ColumnElement[bool]]:
    """What a claim must meet: every role filter given, and one of the values of every enum given."""
    conditions: list[ColumnElement[bool]] = [col(Claim.status).in_(form.values("status"))] if form.has("status") else []
    conditions += [involved(form, col(Claim.id), part, party) for part in ROLE_FILTERS for party in form.values(part)]
    conditions += _any_of(form)
    if form.has("topic"):
        conditions.append(form.linked(col(Claim.id), col(ClaimTopic.claim_id), col(ClaimTopic.topic_id).in_(form.values("topic"))))
    if form.has("document"):
        conditions.append(col(Claim.document_id).in_(form.values("document")))
    if (wants_figure := form.flag("has_figure")) is not None:
        has_figure = exists().where(col(Figure.claim_id) == col(Claim.id))
        conditions.append(has_figure if wants_figure else ~has_figure)
    if form.has("since"):
        conditions.append(col(Claim.event_until) >= form.value("since"))
    if form.has("until"):
        conditions.append(col(Claim.event_from) <= form.value("until"))
    return conditions


def claim_lead(form: Form) -> Lead | None:
    """The claims of the first party that is asked for, by the day of their document; or those with an event, by its first day."""
    part = next((part for part in ROLE_FILTERS if form.has(part)), None)
    if part is not None and form.sort in (ClaimSort.PUBLISHED_DESC, ClaimSort.PUBLISHED):
        return _party_lead(form, part)
    if (form.has("since") or form.has("until")) and form.sort in (ClaimSort.EVENT_DATE_DESC, ClaimSort.EVENT_DATE):
        return _event_lead(form)
    return None


def _party_lead(form: Form, part: str) -> Lead:
    involved = and_(col(Involvement.part) == part, col(Involvement.stakeholder_id) == form.value(part))
    return Lead(Involvement, col(Involvement.claim_id), col(Involvement.reported_on), involved, part)


def _event_lead(form: Form) -> Lead:
    """Claims without an event are left out, which sort as the earliest, and those whose event begins too late."""
    own = aliased(Claim)
    begins = col(own.event_from) <= form.value("until") if form.has("until") else col(own.event_from).is_not(None)
    return Lead(own, own.id, own.event_from, begins)


def _any_of(form: Form) -> list[ColumnElement[bool]]:
    columns = {"kind": col(Claim.kind), "certainty": col(Claim.certainty), "polarity": col(Claim.polarity)}
    conditions: list[ColumnElement[bool]] = [column.in_(form.values(name)) for name, column in columns.items() if form.has(name)]
    if form.has("act"):
        conditions.append(form.linked(col(Claim.id), col(Hop.claim_id), col(Hop.act).in_(form.values("act"))))
    return conditions
