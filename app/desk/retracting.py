"""Withdrawing a claim."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.claims.record import Claim
from app.desk.documented import DONE
from app.desk.editing import change, terms
from app.desk.parameters import IF_MATCH, KEYED, ChangeQuery
from app.desk.route import DeskRoute
from app.editorial.writable import WRITABLE

router = APIRouter(tags=["claims"], route_class=DeskRoute)


@router.post(
    "/claims/{id}/retraction",
    operation_id="retract_claim",
    response_model=Claim,
    responses=DONE,
    openapi_extra=KEYED | {"parameters": [IF_MATCH]},
)
def retract_claim(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the claim.", max_length=100)],
    query: Annotated[ChangeQuery, Query()],
) -> Response:
    """Withdraw a claim. It stays at its address, in lists too, with its status and the note. Scope `publish`."""
    return change(request, query, WRITABLE["claims"], lambda records: records.retract(id, terms(request, query)))
