"""The pages that the ``type`` of a problem leads to."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from app.web.documented import answers
from app.web.problem_types import BY_CODE, Problems, ProblemType
from app.web.requests import refuse_parameters

router = APIRouter(tags=["service"])
_HEADERS = {"Cache-Control": "public, max-age=3600"}


class ProblemTypeList(BaseModel):
    """Every kind of problem that this API answers with."""

    model_config = ConfigDict(frozen=True)

    items: list[ProblemType] = Field(max_length=100, description="The problem types.")


@router.get("/problems", operation_id="list_problem_types", response_model=ProblemTypeList, responses=answers(200, Problems.INVALID_QUERY))
def list_problem_types(request: Request) -> Response:
    """Every kind of problem that this API answers with, and what to do about it."""
    refuse_parameters(request)
    body = ProblemTypeList(items=[problem.page for problem in Problems]).model_dump_json()
    return Response(body, headers=_HEADERS, media_type="application/json")


@router.get(
    "/problems/{code}",
    operation_id="get_problem_type",
    response_model=ProblemType,
    responses=answers(200, Problems.NOT_FOUND, Problems.INVALID_QUERY),
)
def get_problem_type(
    request: Request, code: Annotated[str, Path(description="The id of the problem type, such as `invalid-query`.", max_length=100)]
) -> Response:
    """One kind of problem: when it happens and what to do. The `type` of a problem leads here."""
    refuse_parameters(request)
    if code not in BY_CODE:
        raise HTTPException(404)
    return Response(BY_CODE[code].page.model_dump_json(), headers=_HEADERS, media_type="application/json")
