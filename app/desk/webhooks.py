"""The addresses of webhooks. All of them need a key with the scope `admin`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from sqlmodel import Session

from app.db.snapshot import snapshot_within
from app.desk.acting import act
from app.desk.documented import KNOWN, LISTED, REPLAYED, SENT
from app.desk.parameters import IDEMPOTENCY_KEY, KEYED
from app.desk.route import DeskRoute
from app.desk.visit import Reply
from app.desk.webhook_shape import (
    DeliveryList,
    Replay,
    Replayed,
    TestAnswer,
    Webhook,
    WebhookBeginning,
    WebhookChanges,
    WebhookList,
    WebhookWithSecret,
    answer_of,
    delivery_of,
    webhook_of,
)
from app.editorial.errors import ContentError
from app.model import DeliveryState, Scope, WebhookState
from app.model import Webhook as Row
from app.query.errors import Fault, QueryError
from app.query.parameters import ChangeNumber, Limit
from app.shape.base import Shape
from app.web.documented import answers
from app.web.problem_types import Problems
from app.web.service import service_of
from app.webhooks.delivering import send_test
from app.webhooks.queue import pause, replay, resume
from app.webhooks.reading import deliveries_of, depth
from app.webhooks.subscriptions import Wanted, create_webhook, find_webhook, list_webhooks, remove_webhook, rotate_secret

router = APIRouter(tags=["webhooks"], route_class=DeskRoute)
_Id = Annotated[str, Path(description="The id of the webhook.", max_length=100)]
_REFUSED = (*KNOWN, Problems.NOT_FOUND, Problems.INVALID_QUERY)
_READ = answers(200, *_REFUSED)
_CHANGED = answers(200, *SENT, Problems.NOT_FOUND)
_OF_WHAT_WAS_SENT = {"url", "noun"}


class DeliveryQuery(BaseModel):
    """Which lines of the log are wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: Annotated[DeliveryState | SkipJsonSchema[None], Field(description="Only messages that stand so.")] = None
    before: Annotated[ChangeNumber | SkipJsonSchema[None], Field(description="Only changes before this one, by its `seq`.")] = None
    limit: Annotated[Limit, Field(description="How many messages a page holds, from 1 to 500.")] = 50


@router.post(
    "/webhooks",
    operation_id="create_webhook",
    status_code=201,
    response_model=WebhookWithSecret,
    responses=answers(201, *SENT, own=["Location", REPLAYED]),
    openapi_extra=KEYED | {"parameters": [IDEMPOTENCY_KEY]},
)
def add_webhook(request: Request, content: Annotated[WebhookBeginning, Body()]) -> Response:
    """Tell an address of changes: of all, of those of one noun, or of those that belong to the answer of a question.

    Messages are signed as Standard Webhooks has it, with a secret that is in this answer and in no other. Scope `admin`.
    """
    wanted = Wanted(content.url, content.noun, content.question, content.after)

    def work(session: Session, moment: datetime) -> Reply:
        _check(request, session, wanted)
        with _pointing():
            row = create_webhook(session, wanted, moment)
        made = WebhookWithSecret(**_shape(session, row).model_dump(), secret=row.secret)
        return replace(_reply(made, row, 201), headers={"Location": f"/webhooks/{row.public_id}"})

    return act(request, Scope.ADMIN, work)


@router.get("/webhooks", operation_id="list_webhooks", response_model=WebhookList, responses=LISTED, openapi_extra=KEYED)
def get_webhooks(request: Request) -> Response:
    """Every webhook, the oldest first. Scope `admin`."""

    def work(session: Session, _moment: datetime) -> Reply:
        return Reply(200, WebhookList(items=[_shape(session, row) for row in list_webhooks(session)]).model_dump_json())

    return act(request, Scope.ADMIN, work, is_dry=True)


@router.get("/webhooks/{id}", operation_id="get_webhook", response_model=Webhook, responses=_READ, openapi_extra=KEYED)
def get_webhook(request: Request, id: _Id) -> Response:
    """A webhook, whether it is active, and how much waits for it. Scope `admin`."""
    return _with(request, id, lambda session, row, _: _reply(_shape(session, row), row), is_dry=True)


@router.patch("/webhooks/{id}", operation_id="update_webhook", response_model=Webhook, responses=_CHANGED, openapi_extra=KEYED)
def update_webhook(request: Request, id: _Id, content: Annotated[WebhookChanges, Body()]) -> Response:
    """Change where a webhook leads, what it is told of, or whether it is active; what is left out stays. Scope `admin`."""

    def work(session: Session, row: Row, moment: datetime) -> Reply:
        changes = content.model_dump(exclude_unset=True)
        state = changes.pop("state", row.state)
        if changes:
            row.sqlmodel_update(changes | {"updated_at": moment})
            _check(request, session, Wanted(row.url, row.noun, row.question))
        if state != row.state and state == WebhookState.PAUSED:
            pause(row, "somebody paused it", moment)
        elif state != row.state:
            resume(session, row, moment)
        session.flush()
        return _reply(_shape(session, row), row)

    return _with(request, id, work)


@router.delete(
    "/webhooks/{id}",
    operation_id="delete_webhook",
    status_code=204,
    responses=answers(204, *_REFUSED),
    openapi_extra=KEYED,
)
def delete_webhook(request: Request, id: _Id) -> Response:
    """Remove a webhook and its log. Scope `admin`."""

    def work(session: Session, row: Row, _moment: datetime) -> Reply:
        remove_webhook(session, row)
        return Reply(204, noun="webhooks", record_id=id)

    return _with(request, id, work)


@router.post(
    "/webhooks/{id}/secret", operation_id="rotate_webhook_secret", response_model=WebhookWithSecret, responses=_READ, openapi_extra=KEYED
)
def rotate_webhook_secret(request: Request, id: _Id) -> Response:
    """Give a webhook another secret, which is in this answer and in no other. The former one signs as well for a day. Scope `admin`."""

    def work(session: Session, row: Row, moment: datetime) -> Reply:
        secret = rotate_secret(row, moment)
        session.flush()
        return _reply(WebhookWithSecret(**_shape(session, row).model_dump(), secret=secret), row)

    return _with(request, id, work)


@router.post("/webhooks/{id}/test", operation_id="test_webhook", response_model=TestAnswer, responses=_READ, openapi_extra=KEYED)
def test_webhook(request: Request, id: _Id) -> Response:
    """Send a signed message of the type `webhook.test` now, and tell what was answered. Scope `admin`."""
    found: list[Row] = []

    def find(session: Session, row: Row, _moment: datetime) -> Reply:
        session.expunge(row)
        found.append(row)
        return Reply(204)

    _with(request, id, find, is_dry=True)
    outcome = send_test(found[0], allow_private=service_of(request).settings.webhook_allow_private)
    return _with(request, id, lambda _session, row, _moment: _reply(answer_of(outcome), row))


@router.post("/webhooks/{id}/replay", operation_id="replay_webhook", response_model=Replayed, responses=_CHANGED, openapi_extra=KEYED)
def replay_webhook(request: Request, id: _Id, content: Annotated[Replay, Body()]) -> Response:
    """Send messages again, under the ids that they had: those that were given up, or all after a change. Scope `admin`."""

    def work(session: Session, row: Row, moment: datetime) -> Reply:
        return _reply(Replayed(messages=replay(session, row, content.after, moment)), row)

    return _with(request, id, work)


@router.get("/webhooks/{id}/deliveries", operation_id="list_deliveries", response_model=DeliveryList, responses=_READ, openapi_extra=KEYED)
def list_deliveries(request: Request, id: _Id, query: Annotated[DeliveryQuery, Query()]) -> Response:
    """What became of the messages of a webhook, the newest change first. Scope `admin`."""

    def work(session: Session, row: Row, _moment: datetime) -> Reply:
        rows = deliveries_of(session, row, query.state, query.limit + 1, query.before)
        shown = rows[: query.limit]
        asked = query.model_dump(exclude_defaults=True, mode="json") | ({"before": shown[-1].seq} if shown else {})
        onward = f"/webhooks/{id}/deliveries?{urlencode(asked)}" if len(rows) > query.limit else None
        return _reply(DeliveryList(items=list(map(delivery_of, shown)), next=onward), row)

    return _with(request, id, work, is_dry=True)


def _with(request: Request, public_id: str, work: Callable[[Session, Row, datetime], Reply], *, is_dry: bool = False) -> Response:
    """Answer with what ``work`` makes of the webhook of that id."""
    return act(request, Scope.ADMIN, lambda session, moment: work(session, find_webhook(session, public_id), moment), is_dry=is_dry)


def _shape(session: Session, row: Row) -> Webhook:
    return webhook_of(row, depth(session, row))


def _reply(shape: Shape, row: Row, status: int = 200) -> Reply:
    return Reply(status, shape.model_dump_json(), noun="webhooks", record_id=row.public_id)


def _check(request: Request, session: Session, wanted: Wanted) -> None:
    with _pointing():
        wanted.check(snapshot_within(session), allow_private=service_of(request).settings.webhook_allow_private)


@contextmanager
def _pointing() -> Iterator[None]:
    """Say of what is wrong with a question where in the body it is."""
    try:
        yield
    except QueryError as error:
        raise ContentError(*map(_in_body, error.faults)) from None


def _in_body(fault: Fault) -> Fault:
    return replace(fault, pointer=f"/{fault.parameter}" if fault.parameter in _OF_WHAT_WAS_SENT else "/question")
