"""The audit: who changed what and when, and who tried to."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from sqlalchemy import select
from sqlmodel import Session, col

from app.desk.acting import act
from app.desk.documented import LISTED
from app.desk.parameters import KEYED
from app.desk.route import DeskRoute
from app.desk.visit import Reply
from app.ingest.ledger import row_id
from app.model import Attempt as Row
from app.model import Scope
from app.query.parameters import ChangeNumber, Limit, NameText
from app.shape.base import HttpStatus, Line, MomentText, Ordinal, PagePath, Path, Prose, Shape, Slug

router = APIRouter(tags=["drafts"], route_class=DeskRoute)
_SAME = ("method", "path", "request_id", "status", "noun", "record_id", "comment", "note", "detail", "content", "key_id", "key_name")


class Attempt(Shape):
    """One request to change something, with its outcome."""

    id: Ordinal = Field(description="Counts the attempts.")
    attempted_at: MomentText = Field(description="When (RFC 3339, UTC).")
    key_id: Slug = Field(description="The id of the key that was presented.")
    key_name: Line = Field(description="The name of that key.")
    method: Slug = Field(description="The method of the request.")
    path: Path = Field(description="What was asked for.")
    request_id: Slug = Field(description="The id of the request, as in the log.")
    status: HttpStatus = Field(description="The HTTP status code of the answer: below 400 it was done.")
    noun: Slug | None = Field(description="The kind of record that was changed.")
    record_id: Slug | None = Field(description="The id of the record that was changed.")
    comment: Prose | None = Field(description="What was said to other editors.")
    note: Prose | None = Field(description="What readers are told.")
    detail: Prose | None = Field(description="Why it was refused.")
    content: str | None = Field(max_length=1_000_000, description="What was sent where it was refused, so that nobody's text is lost.")


class AttemptList(Shape):
    """Attempts, the newest first."""

    items: list[Attempt] = Field(max_length=500, description="The attempts.")
    next: PagePath | None = Field(description="The next page, relative to the root of this API; null on the last.")


class AuditQuery(BaseModel):
    """Which attempts are wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[NameText | SkipJsonSchema[None], Field(description="Only those with this key, by its id or name.")] = None
    noun: Annotated[NameText | SkipJsonSchema[None], Field(description="Only those on records of this noun.")] = None
    record: Annotated[NameText | SkipJsonSchema[None], Field(description="Only those on the record of this id.")] = None
    before: Annotated[ChangeNumber | SkipJsonSchema[None], Field(description="Only those before this one, by its `id`.")] = None
    limit: Annotated[Limit, Field(description="How many attempts a page holds, from 1 to 500.")] = 50


@router.get("/audit", operation_id="list_attempts", response_model=AttemptList, responses=LISTED, openapi_extra=KEYED)
def list_attempts(request: Request, query: Annotated[AuditQuery, Query()]) -> Response:
    """Every attempt to change something, the newest first, whether it was done or refused. Scope `admin`."""

    def work(session: Session, _moment: datetime) -> Reply:
        chosen = select(Row).order_by(col(Row.id).desc()).limit(query.limit + 1)
        if query.key is not None:
            chosen = chosen.where((col(Row.key_id) == query.key) | (col(Row.key_name) == query.key))
        for column, value in ((Row.noun, query.noun), (Row.record_id, query.record)):
            chosen = chosen if value is None else chosen.where(col(column) == value)
        if query.before is not None:
            chosen = chosen.where(col(Row.id) < query.before)
        rows = session.execute(chosen).scalars().all()
        shown = rows[: query.limit]
        asked = {**query.model_dump(exclude_defaults=True), "before": shown[-1].id if len(rows) > query.limit else None}
        onward = f"/audit?{urlencode(asked)}" if asked["before"] else None
        return Reply(200, AttemptList(items=[_shape(row) for row in shown], next=onward).model_dump_json())

    return act(request, Scope.ADMIN, work, is_dry=True)


def _shape(row: Row) -> Attempt:
    return Attempt(id=row_id(row), attempted_at=row.attempted_at, **{name: getattr(row, name) for name in _SAME})
