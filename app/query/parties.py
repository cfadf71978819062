"""Who is involved in claims: the filters by party that claims and figures share."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.model import Involvement
from app.query.form import Form


def involved(form: Form, claim_id: Any, part: str, party: Any) -> ColumnElement[bool]:  # noqa: ANN401 (SQL columns)
    """Whether a party has that part in a claim."""
    return form.linked(claim_id, col(Involvement.claim_id), col(Involvement.part) == part, col(Involvement.stakeholder_id) == party)
