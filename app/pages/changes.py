"""The address of all changes: what copies the data set reads, once and then for ever."""

import re
from typing import Annotated

import anyio
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from app import __version__
from app.db.revision import Revision
from app.history.changes import Changes, read_changes
from app.history.shape import ChangeList
from app.query.parameters import ChangeNumber, Limit
from app.web.answer import headers_of, ready, via
from app.web.conditional import etag_of, is_unchanged, not_modified
from app.web.documented import LIST_RESPONSES
from app.web.negotiation import negotiate
from app.web.requests import refuse_repeats
from app.web.service import Service, service_of

router = APIRouter(tags=["changes"])

_ASK_AGAIN = "public, no-cache"
"""Who keeps a page asks before it hands it on: followers want what is new, and are told so by a 304."""
_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?([0-9]{1,6})")
_LONGEST_WAIT_SECONDS = 60
_GLANCE_SECONDS = 0.2


class ChangesQuery(BaseModel):
    """Where to go on, and how far."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: Annotated[ChangeNumber, Field(description="The `seq` of the last change that is known already; 0 begins at the beginning.")] = 0
    limit: Annotated[Limit, Field(description="How many changes a page holds, from 1 to 500.")] = 100


@router.get("/changes", operation_id="list_changes", response_model=ChangeList, responses=LIST_RESPONSES)
async def list_changes(request: Request, query: Annotated[ChangesQuery, Query()]) -> Response:
    """Every change of a public record in the order in which it became visible, each with the whole record.

    Begin with `after=0` and follow `next`: what is read so is a complete copy, with all that ever was. There are no gaps, and no
    change becomes visible before one with a lower number. `Prefer: wait=30` (RFC 7240) leaves the answer open, for at most a
    minute, until there is a change to tell.
    """
    media_type = negotiate(request)
    refuse_repeats(request)
    service = service_of(request)
    patience = _patience(request)
    mark = service.reads.mark()
    revision, changes = await run_in_threadpool(_read, service, request, query)
    with anyio.move_on_after(patience):
        while patience and not changes.bodies:
            await anyio.sleep(_GLANCE_SECONDS)
            if (told := service.reads.mark()) != mark:
                mark = told
                revision, changes = await run_in_threadpool(_read, service, request, query)
    etag = etag_of(__version__, revision.mark, str(query.after), str(query.limit))
    onward = f"/changes?after={changes.seq}&limit={query.limit}"
    headers = headers_of(service, etag, revision.changed_at, f'<{service.absolute(onward)}>; rel="next"', *via(revision))
    headers["Cache-Control"] = _ASK_AGAIN
    if patience:
        headers |= {"Preference-Applied": f"wait={patience}", "Cache-Control": "no-store"}
    elif is_unchanged(request, etag, revision.changed_at):
        return not_modified(headers)
    return Response(_page(changes, onward), headers=headers, media_type=media_type)


def _read(service: Service, request: Request, query: ChangesQuery) -> tuple[Revision, Changes]:
    with service.snapshot(request) as snapshot:
        return ready(snapshot.revision), read_changes(snapshot, query.after, query.limit)


def _page(changes: Changes, onward: str) -> bytes:
    return b'{"items":[%b],%b}' % (b",".join(changes.bodies), f'"next":"{onward}","last":{changes.last}'.encode())


def _patience(request: Request) -> int:
    """How many seconds the client prefers to wait for something new; 0 where it says nothing of it."""
    asked = _WAIT.search(", ".join(request.headers.getlist("prefer")).lower())
    return min(int(asked[1]), _LONGEST_WAIT_SECONDS) if asked else 0
