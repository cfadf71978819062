"""The addresses of stakeholders."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.query.parameters import RecordQuery
from app.stakeholders.filters import StakeholderQuery
from app.stakeholders.record import Stakeholder, StakeholderList
from app.stakeholders.resource import STAKEHOLDERS
from app.web.answer import answer_list
from app.web.documented import LIST_RESPONSES, MERGED, RECORD_RESPONSES
from app.web.record import answer_record
from app.web.route import ReadRoute
from app.web.versions import add_versions

router = APIRouter(tags=["stakeholders"], route_class=ReadRoute)


@router.get("/stakeholders", operation_id="list_stakeholders", response_model=StakeholderList, responses=LIST_RESPONSES)
def list_stakeholders(request: Request, query: Annotated[StakeholderQuery, Query()]) -> Response:
    """The parties that claim, decide, are accused or are affected, with every name that finds them.

    `name=` finds a stakeholder by any of its names; each record counts the claims it stands in by role, with a link to each list.
    """
    return answer_list(request, STAKEHOLDERS, query)


@router.get("/stakeholders/{id}", operation_id="get_stakeholder", response_model=Stakeholder, responses=RECORD_RESPONSES | MERGED)
def get_stakeholder(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the stakeholder.", max_length=100)],
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """One stakeholder, with its names and the number of claims by role, each with a link to them."""
    return answer_record(request, STAKEHOLDERS, id, query)


add_versions(router, STAKEHOLDERS)
