"""The public shapes of drafts: of the desk's public, which has a key."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, RootModel, StringConstraints
from pydantic_core import from_json

from app.editorial.drafts import Trial, content_of
from app.ingest.payload.base import Payload, WithoutNul
from app.limits import MANY
from app.model import Draft as Row
from app.model import DraftStatus
from app.shape.base import AnyRecord, Count, Line, MomentText, Ordinal, PagePath, Path, Prose, Shape, Slug
from app.web.problems import ProblemError

_Etag = Annotated[WithoutNul, StringConstraints(max_length=100)]
_Id = Annotated[WithoutNul, StringConstraints(max_length=100)]


class AnyContent(RootModel[dict[str, Any]]):
    """What a draft says, in the form of its noun, as far as it is written."""


class DraftNoun(StrEnum):
    """The nouns of which there are drafts."""

    CLAIMS = "claims"
    STAKEHOLDERS = "stakeholders"
    DOCUMENTS = "documents"
    TOPICS = "topics"


class DraftBeginning(Payload):
    """A draft that is begun."""

    noun: DraftNoun = Field(description="What sort of record it is to be: the path of its list.")
    record: _Id | None = Field(default=None, description="The id of the published record that it is to change; left out for a new one.")
    content: AnyContent = Field(description="What it says, in the form of its noun, as far as it is written. Anything is kept.")


class DraftRevision(Payload):
    """What a draft says from now on."""

    base: _Etag | None = Field(default=None, description="The `ETag` of the published record that it is laid over from now on.")
    content: AnyContent = Field(description="What it says, in the form of its noun, as far as it is written. Anything is kept.")


class DraftSummary(Shape):
    """A draft, without what it says."""

    id: Slug = Field(description="The id of the draft: `drf_` and a ULID.")
    url: Path = Field(description="The address of the draft, relative to the root of this API.")
    noun: DraftNoun = Field(description="What sort of record it is to be.")
    record: Slug | None = Field(description="The id of the published record that it is to change; null for a new one.")
    base: _Etag | None = Field(description="The validator of the published state that it is laid over.")
    status: DraftStatus = Field(description="Whether it is being written, or waits for a second pair of eyes.")
    version: Ordinal = Field(description="Counts how often it was saved.")
    comment: Prose | None = Field(description="What was said to other editors when it was saved.")
    created_by: Line = Field(description="The name of the key that began it.")
    created_at: MomentText = Field(description="When it was begun (RFC 3339, UTC).")
    updated_by: Line = Field(description="The name of the key that saved it last.")
    updated_at: MomentText = Field(description="When it was saved last (RFC 3339, UTC).")


class Draft(DraftSummary):
    """A draft, with what it says and what would come of publishing it."""

    content: AnyContent = Field(description="What it says.")
    preview: AnyRecord | None = Field(description="The public record as it would read; null where something stands against it.")
    faults: list[ProblemError] = Field(max_length=MANY, description="What stands against publishing it; at most a thousand are told.")


class DraftList(Shape):
    """A page of drafts, the oldest first."""

    items: list[DraftSummary] = Field(max_length=500, description="The drafts.")
    total: Count = Field(description="How many there are, on all pages.")
    next: PagePath | None = Field(description="The next page, relative to the root of this API; null on the last.")
    next_cursor: Slug | None = Field(description="The value of `cursor` for the next page; null on the last.")


class Publication(Shape):
    """What became of a draft."""

    noun: DraftNoun = Field(description="What sort of record it is.")
    id: Slug = Field(description="Its permanent id.")
    url: Path = Field(description="Its address, relative to the root of this API.")
    version: Ordinal = Field(description="The version that was published.")


def summary_of(row: Row) -> DraftSummary:
    """A draft, without what it says."""
    return DraftSummary.model_validate(_members(row))


def draft_of(row: Row, trial: Trial) -> Draft:
    """A draft, and what would come of it."""
    faults = [ProblemError.of(fault) for fault in trial.faults[:MANY]]
    preview = None if trial.record is None else from_json(trial.record)
    return Draft.model_validate({**_members(row), "content": content_of(row), "preview": preview, "faults": faults})


def _members(row: Row) -> dict[str, Any]:
    same = ("noun", "base", "status", "version", "comment", "created_by", "created_at", "updated_by", "updated_at")
    own = {"id": row.public_id, "url": f"/drafts/{row.public_id}", "record": row.record_id}
    return own | {name: getattr(row, name) for name in same}
