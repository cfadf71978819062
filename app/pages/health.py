"""Health: whether the process runs, and whether it can answer."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.db.errors import DatabaseError
from app.db.snapshot import Source
from app.shape.base import Ordinal
from app.web.answer import ready
from app.web.documented import answers
from app.web.errors import NotReadyError
from app.web.problem_types import Problems
from app.web.requests import refuse_parameters
from app.web.service import service_of

router = APIRouter(tags=["service"])
_NO_STORE = {"Cache-Control": "no-store"}


class Health(BaseModel):
    """The process runs and answers."""

    model_config = ConfigDict(frozen=True)

    status: Annotated[str, StringConstraints(max_length=10)] = Field(description="Always ok: an answer is the sign of life.")


class Readiness(BaseModel):
    """The service can answer."""

    model_config = ConfigDict(frozen=True)

    status: Annotated[str, StringConstraints(max_length=10)] = Field(description="Always ready; a service that is not answers 503.")
    revision: Ordinal = Field(description="The data-set revision that it serves.")
    mark: Annotated[str, StringConstraints(max_length=26)] = Field(description="The mark of that revision; it never repeats.")
    mirror_of: Annotated[str, StringConstraints(max_length=2000)] | None = Field(
        description="The service that this one is a mirror of, at the last change of which it is; null where the data are its own."
    )
    source: Source = Field(
        description="Where it was read: the primary, or a replica with the same revision. "
        "With replica_alone the primary does not answer, and what is served may lack its last change."
    )


@router.get("/healthz", operation_id="get_health", response_model=Health, responses=answers(200, Problems.INVALID_QUERY))
async def get_health(request: Request) -> Response:
    """Whether the process runs. It asks nothing of the database."""
    refuse_parameters(request)
    return Response(Health(status="ok").model_dump_json(), headers=_NO_STORE, media_type="application/json")


@router.get("/readyz", operation_id="get_readiness", response_model=Readiness, responses=answers(200, Problems.INVALID_QUERY))
def get_readiness(request: Request) -> Response:
    """Whether the service can answer: its database is reached, migrated and holds data; 503 otherwise."""
    refuse_parameters(request)
    service = service_of(request)
    try:
        service.reads.check_migrated()
    except DatabaseError as error:
        raise NotReadyError(str(error)) from error
    with service.snapshot(request) as snapshot:
        revision = ready(snapshot.revision)
    told = {"revision": revision.number, "mark": revision.mark, "mirror_of": revision.source, "source": snapshot.source}
    body = Readiness.model_validate({"status": "ready", **told}).model_dump_json()
    return Response(body, headers=_NO_STORE, media_type="application/json")
