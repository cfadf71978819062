"""The addresses of what a record was: the same three for every noun."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

from app.db.snapshot import Snapshot
from app.history.differences import differences
from app.history.shape import DifferenceList, VersionList
from app.history.versions import read_version, read_versions
from app.query.parameters import VersionNumber
from app.query.resource import Resource
from app.web.answer import answer_shape
from app.web.documented import RECORD_RESPONSES
from app.web.record import answer_version
from app.web.requests import refuse_parameters


class DifferenceQuery(BaseModel):
    """Which versions are held against each other."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    older: Annotated[VersionNumber, Field(description="The version to begin with.", examples=[1])]
    newer: Annotated[VersionNumber, Field(description="The version to end with.", examples=[2])]


def add_versions(router: APIRouter, resource: Resource) -> None:
    """Let readers ask for every state in which a record of that noun was published."""
    one = resource.singular
    id_path = Path(description=f"The permanent id of the {one}.", max_length=100)

    def list_versions(request: Request, id: Annotated[str, id_path]) -> Response:
        refuse_parameters(request)
        return answer_shape(request, lambda snapshot: read_versions(snapshot, resource, id))

    def get_version(
        request: Request, id: Annotated[str, id_path], version: Annotated[VersionNumber, Path(description="The number of the version.")]
    ) -> Response:
        refuse_parameters(request)
        return answer_version(request, resource, id, lambda snapshot: read_version(snapshot, resource, id, version))

    def compare_versions(request: Request, id: Annotated[str, id_path], query: Annotated[DifferenceQuery, Query()]) -> Response:
        return answer_shape(request, lambda snapshot: _compared(snapshot, resource, id, query))

    router.add_api_route(
        f"/{resource.noun}/{{id}}/versions",
        list_versions,
        operation_id=f"list_{one}_versions",
        description=f"Every version of a {one}, the newest first. A version is a state that was published; each stays at its address.",
        response_model=VersionList,
        responses=RECORD_RESPONSES,
    )
    router.add_api_route(
        f"/{resource.noun}/{{id}}/versions/{{version}}",
        get_version,
        operation_id=f"get_{one}_version",
        description=f"A {one} as it read in one version.",
        response_model=resource.record,
        responses=RECORD_RESPONSES,
    )
    router.add_api_route(
        f"/{resource.noun}/{{id}}/differences",
        compare_versions,
        operation_id=f"compare_{one}_versions",
        description=f"What one version of a {one} says otherwise than another.",
        response_model=DifferenceList,
        responses=RECORD_RESPONSES,
    )


def _compared(snapshot: Snapshot, resource: Resource, public_id: str, query: DifferenceQuery) -> DifferenceList:
    older, newer = (from_json(read_version(snapshot, resource, public_id, version).body) for version in (query.older, query.newer))
    return DifferenceList(older=query.older, newer=query.newer, items=list(differences(older, newer)))
