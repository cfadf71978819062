"""The addresses of claims."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.claims.filters import ClaimQuery
from app.claims.record import Claim, ClaimList
from app.claims.resource import CLAIMS
from app.query.parameters import RecordQuery
from app.web.answer import answer_list
from app.web.documented import LIST_RESPONSES, RECORD_RESPONSES
from app.web.record import answer_record
from app.web.route import ReadRoute
from app.web.versions import add_versions

router = APIRouter(tags=["claims"], route_class=ReadRoute)


@router.get("/claims", operation_id="list_claims", response_model=ClaimList, responses=LIST_RESPONSES)
def list_claims(request: Request, query: Annotated[ClaimQuery, Query()]) -> Response:
    """Claims, each with who claims it, through whom it reached us, how certainly, and where it is written.

    Role filters (`actor`, `claimant`, `target` …) take names: `actor=China` and `actor=Beijing` ask the same. Given several times
    they narrow. Enums (`kind`, `certainty` …) given several times widen. A name that is unknown or ambiguous is refused with
    suggestions, and so is an unknown parameter.
    """
    return answer_list(request, CLAIMS, query)


@router.get("/claims/{id}", operation_id="get_claim", response_model=Claim, responses=RECORD_RESPONSES)
def get_claim(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the claim.", max_length=100)],
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """One claim with its whole chain of attribution, its participants, figures, evidence and relations."""
    return answer_record(request, CLAIMS, id, query)


add_versions(router, CLAIMS)
