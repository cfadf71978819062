"""What every public record has in common: a strict shape, and a stamp of its version, its times and its licence."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, TypedDict

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, RootModel, StringConstraints, WithJsonSchema

from app.limits import INTEGER, LONGEST_LINK

DATA_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def _is_open(schema: dict[str, Any]) -> None:
    """Tell readers nothing of members that there cannot be: a later version may have more, which strict clients would refuse."""
    del schema["additionalProperties"]


class Shape(BaseModel):
    """A part of a public record. Every member is always there; what is not known is null."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_is_open)


class AnyRecord(RootModel[dict[str, Any]]):
    """A record in the shape of its noun, which `noun` beside it names."""


def in_zulu(moment: datetime) -> str:
    """A moment as RFC 3339 has it, in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


MomentText = Annotated[datetime, PlainSerializer(in_zulu, when_used="json"), WithJsonSchema({"type": "string", "format": "date-time"})]
Path = Annotated[str, StringConstraints(max_length=2000)]
PagePath = Annotated[str, StringConstraints(max_length=LONGEST_LINK)]
Line = Annotated[str, StringConstraints(max_length=2000)]
Prose = Annotated[str, StringConstraints(max_length=20_000)]
Slug = Annotated[str, StringConstraints(max_length=100)]
Web = Annotated[str, Field(json_schema_extra={"format": "uri"}, max_length=2000)]
DeepLink = Annotated[Web, Field(max_length=25_000)]
"""An address, and words of at most 300 or thrice 2,000 characters in it, percent-encoded."""
EdtfText = Annotated[str, StringConstraints(max_length=100)]
Sha256 = Annotated[str, StringConstraints(min_length=64, max_length=64, pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=INTEGER)]
Ordinal = Annotated[int, Field(ge=1, le=INTEGER)]
HttpStatus = Annotated[int, Field(ge=100, le=599)]
Version = Annotated[Ordinal, Field(description="Counts the published states of this record, from 1.")]
CreatedAt = Annotated[MomentText, Field(description="When the record was first published (RFC 3339, UTC).")]
UpdatedAt = Annotated[MomentText, Field(description="When this version was published (RFC 3339, UTC).")]
License = Annotated[Web, Field(description="The licence of this record. The curated data are CC BY 4.0; the source keeps its own rights.")]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Version and times of a record, as it is rendered."""

    version: int
    created_at: datetime
    updated_at: datetime


class StampMembers(TypedDict):
    """The members that close every record, for its constructor."""

    version: int
    created_at: datetime
    updated_at: datetime
    license: str


def stamped(stamp: Stamp) -> StampMembers:
    """The closing members of a record, licence included."""
    return {"version": stamp.version, "created_at": stamp.created_at, "updated_at": stamp.updated_at, "license": DATA_LICENSE}
