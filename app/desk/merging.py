"""Merging a stakeholder that was entered twice."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import Field
from sqlmodel import Session

from app.desk.acting import act, record_reply
from app.desk.documented import MOVED
from app.desk.editing import terms
from app.desk.parameters import IF_MATCH, KEYED, ChangeQuery
from app.desk.route import DeskRoute
from app.desk.visit import Reply
from app.editorial.merging import merge
from app.ingest.payload.base import Payload, Slug
from app.model import Scope
from app.stakeholders.record import Stakeholder

router = APIRouter(tags=["stakeholders"], route_class=DeskRoute)


class Merger(Payload):
    """Into which stakeholder another is merged."""

    into: Slug = Field(description="The id of the stakeholder that stays.")


@router.post(
    "/stakeholders/{id}/merger",
    operation_id="merge_stakeholder",
    response_model=Stakeholder,
    responses=MOVED,
    openapi_extra=KEYED | {"parameters": [IF_MATCH]},
)
def merge_stakeholder(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the stakeholder that was entered twice.", max_length=100)],
    content: Annotated[Merger, Body()],
    query: Annotated[ChangeQuery, Query()],
) -> Response:
    """Merge a stakeholder into another, which gets its names and its part in every claim. Its address leads there. Scope `publish`."""

    def work(session: Session, moment: datetime) -> Reply:
        record = merge(session, id, content.into, terms(request, query), moment)
        return record_reply(200, "stakeholders", record, f"/stakeholders/{record.public_id}")

    return act(request, Scope.PUBLISH, work, is_dry=query.dry_run)
