"""The addresses of drafts. Everything here needs a key, and nothing of it is kept by any cache."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from sqlmodel import Session

from app.desk.acting import act, known_state
from app.desk.documented import CHANGED, CREATED, DONE, LISTED, PUBLISHED, READ, REMOVED
from app.desk.draft_shape import Draft, DraftBeginning, DraftList, DraftNoun, DraftRevision, Publication, draft_of, summary_of
from app.desk.parameters import IDEMPOTENCY_KEY, IF_MATCH, KEYED, ChangeQuery, EditQuery
from app.desk.route import DeskRoute, MergePatch
from app.desk.visit import Reply, visit_of
from app.editorial.drafts import Drafts, validator
from app.model import Draft as Row
from app.model import DraftStatus, Scope
from app.query.parameters import CursorText, Limit

router = APIRouter(tags=["drafts"], route_class=DeskRoute)
_Id = Annotated[str, Path(description="The id of the draft.", max_length=100)]
_CHANGES = KEYED | {"parameters": [IF_MATCH]}


class DraftQuery(BaseModel):
    """Which drafts are wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    noun: Annotated[DraftNoun | SkipJsonSchema[None], Field(description="Only drafts of this noun.")] = None
    status: Annotated[DraftStatus | SkipJsonSchema[None], Field(description="Only drafts that stand there.")] = None
    limit: Annotated[Limit, Field(description="How many drafts a page holds, from 1 to 500.")] = 50
    cursor: Annotated[CursorText | SkipJsonSchema[None], Field(description="Where to go on: a page's `next_cursor`.")] = None


@router.get("/drafts", operation_id="list_drafts", response_model=DraftList, responses=LISTED, openapi_extra=KEYED)
def list_drafts(request: Request, query: Annotated[DraftQuery, Query()]) -> Response:
    """Drafts, the oldest first. Scope `read-drafts`."""

    def work(drafts: Drafts) -> Reply:
        found, total = drafts.listed(query.noun, query.status, query.cursor, query.limit + 1)
        shown = found[: query.limit]
        cursor = shown[-1].public_id if len(found) > query.limit else None
        asked = query.model_dump(exclude_defaults=True, exclude={"cursor"}) | {"cursor": cursor}
        onward = f"/drafts?{urlencode(asked)}" if cursor else None
        page = DraftList(items=[summary_of(row) for row in shown], total=total, next=onward, next_cursor=cursor)
        return Reply(200, page.model_dump_json())

    return _read(request, work)


@router.post(
    "/drafts",
    operation_id="create_draft",
    status_code=201,
    response_model=Draft,
    responses=CREATED,
    openapi_extra=KEYED | {"parameters": [IDEMPOTENCY_KEY]},
)
def create_draft(request: Request, content: Annotated[DraftBeginning, Body()], query: Annotated[EditQuery, Query()]) -> Response:
    """Begin a draft of a new record, or of a change to a published one. It may be incomplete. Scope `draft`."""
    return _save(
        request, Scope.DRAFT, query, 201, lambda drafts: drafts.begin(content.noun, content.record, content.content.root, query.comment)
    )


@router.get("/drafts/{id}", operation_id="get_draft", response_model=Draft, responses=READ, openapi_extra=KEYED)
def get_draft(request: Request, id: _Id) -> Response:
    """A draft with what it says, how it would read, and what stands against publishing it. Scope `read-drafts`."""

    def work(drafts: Drafts) -> Reply:
        return _reply(200, drafts, drafts.get(id))

    return _read(request, work)


@router.put("/drafts/{id}", operation_id="replace_draft", response_model=Draft, responses=CHANGED, openapi_extra=_CHANGES)
def replace_draft(request: Request, id: _Id, content: Annotated[DraftRevision, Body()], query: Annotated[EditQuery, Query()]) -> Response:
    """Let a draft say what is sent. Scope `draft`; `review` while it is in review."""
    text, base = content.content.root, content.base
    return _save(request, Scope.DRAFT, query, 200, lambda drafts: drafts.save(id, text, known_state(request), query.comment, base))


@router.patch("/drafts/{id}", operation_id="update_draft", response_model=Draft, responses=CHANGED, openapi_extra=_CHANGES)
def update_draft(
    request: Request,
    id: _Id,
    content: Annotated[MergePatch, Body(media_type="application/merge-patch+json")],
    query: Annotated[EditQuery, Query()],
) -> Response:
    """Change parts of what a draft says, by JSON Merge Patch (RFC 7396) on its `content`. Scope `draft`; `review` while it is in review."""
    return _save(request, Scope.DRAFT, query, 200, lambda drafts: drafts.patch(id, content.root, known_state(request), query.comment))


@router.delete("/drafts/{id}", operation_id="delete_draft", status_code=204, responses=REMOVED, openapi_extra=_CHANGES)
def delete_draft(request: Request, id: _Id, query: Annotated[EditQuery, Query()]) -> Response:
    """Throw a draft away. Scope `draft`; `review` while it is in review."""

    def work(drafts: Drafts) -> Reply:
        return Reply(204, noun="drafts", record_id=drafts.remove(id, known_state(request)).public_id)

    return _act(request, Scope.DRAFT, query, work)


@router.post("/drafts/{id}/submission", operation_id="submit_draft", response_model=Draft, responses=DONE, openapi_extra=_CHANGES)
def submit_draft(request: Request, id: _Id, query: Annotated[EditQuery, Query()]) -> Response:
    """Ask for a review: the draft must be complete. Scope `draft`."""
    return _save(request, Scope.DRAFT, query, 200, lambda drafts: drafts.submit(id, known_state(request), query.comment))


@router.post("/drafts/{id}/return", operation_id="return_draft", response_model=Draft, responses=DONE, openapi_extra=_CHANGES)
def return_draft(request: Request, id: _Id, query: Annotated[EditQuery, Query()]) -> Response:
    """Give a draft that is in review back to those who write it. Scope `review`."""
    return _save(request, Scope.REVIEW, query, 200, lambda drafts: drafts.give_back(id, known_state(request), query.comment))


@router.post(
    "/drafts/{id}/publication", operation_id="publish_draft", response_model=Publication, responses=PUBLISHED, openapi_extra=_CHANGES
)
def publish_draft(request: Request, id: _Id, query: Annotated[ChangeQuery, Query()]) -> Response:
    """Publish a draft that was reviewed. A change to a published record needs a `note`. Scope `publish`."""

    def work(drafts: Drafts) -> Reply:
        noun, record = drafts.publish(id, known_state(request), query.note)
        url = f"/{noun}/{record.public_id}"
        made = Publication(noun=DraftNoun(noun), id=record.public_id, url=url, version=record.version)
        return Reply(200, made.model_dump_json(), {"Location": url}, noun, record.public_id)

    return _act(request, Scope.PUBLISH, query, work)


def _save(request: Request, scope: Scope, query: EditQuery, status: int, edit: Callable[[Drafts], Row]) -> Response:
    return _act(request, scope, query, lambda drafts: _reply(status, drafts, edit(drafts)))


def _read(request: Request, work: Callable[[Drafts], Reply]) -> Response:
    """Answer from a transaction of which nothing stays: what would come of a draft is found by trying."""
    return act(request, Scope.READ_DRAFTS, _with_drafts(request, work), is_dry=True)


def _act(request: Request, scope: Scope, query: EditQuery, work: Callable[[Drafts], Reply]) -> Response:
    return act(request, scope, _with_drafts(request, work), is_dry=query.dry_run)


def _with_drafts(request: Request, work: Callable[[Drafts], Reply]) -> Callable[[Session, datetime], Reply]:
    return lambda session, moment: work(Drafts(session, visit_of(request).holder, moment))


def _reply(status: int, drafts: Drafts, row: Row) -> Reply:
    headers = {"ETag": validator(row)}
    if status == 201:  # noqa: PLR2004 (Created)
        headers["Location"] = f"/drafts/{row.public_id}"
    return Reply(status, draft_of(row, drafts.tried(row)).model_dump_json(), headers, "drafts", row.public_id)
