"""The addresses at which records are written: the same for every noun."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic_core import from_json
from sqlmodel import Session

from app.db.snapshot import Snapshot
from app.desk.acting import act, known_state, record_reply
from app.desk.documented import CHANGED, CREATED
from app.desk.parameters import IDEMPOTENCY_KEY, IF_MATCH, KEYED, ChangeQuery, EditQuery
from app.desk.route import DeskRoute, MergePatch
from app.desk.visit import Reply
from app.editorial.entry import Published
from app.editorial.records import Records, Terms
from app.editorial.writable import Writable
from app.ingest.payload.base import Payload
from app.model import Scope
from app.query.page import read_record
from app.web.answer import answer_shape
from app.web.documented import RECORD_RESPONSES
from app.web.encodings import without_coding
from app.web.requests import refuse_parameters
from app.web.route import ReadRoute

_PATCH_TYPE = "application/merge-patch+json"


def editing(writable: Writable) -> APIRouter:
    """The addresses at which records of a noun are written."""
    resource, form = writable.resource, writable.content
    one, noun = resource.singular, resource.noun
    id_path = Path(description=f"The permanent id of the {one}.", max_length=100)
    router = APIRouter(tags=[noun], route_class=DeskRoute)

    def create(request: Request, content: Annotated[form, Body()], query: Annotated[EditQuery, Query()]) -> Response:  # type: ignore[valid-type]  # (a model, known when the route is made)
        def work(session: Session, moment: datetime) -> Reply:
            record = Records(session, writable, moment).create(content)
            return record_reply(201, noun, record, f"/{noun}/{record.public_id}")

        return act(request, Scope.PUBLISH, work, is_dry=query.dry_run)

    def replace(
        request: Request,
        id: Annotated[str, id_path],
        content: Annotated[form, Body()],  # type: ignore[valid-type]  # (as above)
        query: Annotated[ChangeQuery, Query()],
    ) -> Response:
        return change(request, query, writable, lambda records: records.replace(id, content, terms(request, query)))

    def patch(
        request: Request,
        id: Annotated[str, id_path],
        content: Annotated[MergePatch, Body(media_type=_PATCH_TYPE)],
        query: Annotated[ChangeQuery, Query()],
    ) -> Response:
        return change(request, query, writable, lambda records: records.patch(id, content.root, terms(request, query)))

    router.add_api_route(
        f"/{noun}",
        create,
        methods=["POST"],
        operation_id=f"create_{one}",
        description=f"Publish a new {one}. Scope `publish`; drafts are written at `/drafts`.",
        status_code=201,
        response_model=resource.record,
        responses=CREATED,
        openapi_extra=KEYED | {"parameters": [IDEMPOTENCY_KEY]},
    )
    router.add_api_route(
        f"/{noun}/{{id}}",
        replace,
        methods=["PUT"],
        operation_id=f"replace_{one}",
        description=f"Let a published {one} say what is sent, and nothing else. Scope `publish`.",
        response_model=resource.record,
        responses=CHANGED,
        openapi_extra=KEYED | {"parameters": [IF_MATCH]},
    )
    router.add_api_route(
        f"/{noun}/{{id}}",
        patch,
        methods=["PATCH"],
        operation_id=f"update_{one}",
        description=f"Change parts of a published {one}, by JSON Merge Patch (RFC 7396) on its content. Scope `publish`.",
        response_model=resource.record,
        responses=CHANGED,
        openapi_extra=KEYED | {"parameters": [IF_MATCH]},
    )
    return router


def reading(writable: Writable) -> APIRouter:
    """The address at which a record is read in the form in which it is written."""
    resource = writable.resource
    one, noun = resource.singular, resource.noun
    router = APIRouter(tags=[noun], route_class=ReadRoute)

    def get_content(request: Request, id: Annotated[str, Path(description=f"The permanent id of the {one}.", max_length=100)]) -> Response:
        refuse_parameters(request)
        return answer_shape(request, lambda snapshot: content_now(snapshot, writable, id), without_nulls=True)

    router.add_api_route(
        f"/{noun}/{{id}}/content",
        get_content,
        operation_id=f"get_{one}_content",
        description=f"A {one} in the form in which it is written: what `PUT` takes, and what a `PATCH` is laid over.",
        response_model=writable.content,
        responses=RECORD_RESPONSES,
    )
    return router


def change(request: Request, query: ChangeQuery, writable: Writable, edit: Callable[[Records], Published]) -> Response:
    """Answer with the record as it reads after a change."""

    def work(session: Session, moment: datetime) -> Reply:
        return record_reply(200, writable.resource.noun, edit(Records(session, writable, moment)))

    return act(request, Scope.PUBLISH, work, is_dry=query.dry_run)


def terms(request: Request, query: ChangeQuery) -> Terms:
    """On which terms a request changes something. Codings of a body share its validator here: they say the same."""
    known = known_state(request)
    return Terms(None if known is None else without_coding(known.encode()).decode(), query.note)


def content_now(snapshot: Snapshot, writable: Writable, public_id: str) -> Payload:
    """A published record in the form in which it is written. Raises :class:`RecordNotFoundError`."""
    stored = read_record(snapshot, writable.resource, public_id)
    return writable.content.model_validate(writable.content_of(from_json(stored.rendering)))
