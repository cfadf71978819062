"""The public shapes of versions, of what differs between them, and of changes."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from app.limits import GATHERED, MANY
from app.model.vocabulary import ChangeKind
from app.shape.base import AnyRecord, Count, MomentText, Ordinal, Path, Prose, Shape, Slug, Version

_Pointer = Annotated[str, StringConstraints(max_length=2000)]
_Value = Annotated[str, StringConstraints(max_length=50_000_000)]
"""A whole item of a record, at most: a figure with as much evidence as it may have."""
_Kind = Annotated[ChangeKind, Field(description="What the change did.")]
_ChangedAt = Annotated[MomentText, Field(description="When that state was published (RFC 3339, UTC).")]
_Note = Annotated[Prose | None, Field(description="What readers are told of the change; null where there is nothing to tell.")]


class RecordVersion(Shape):
    """One state in which a record was published."""

    version: Version
    kind: _Kind
    changed_at: _ChangedAt
    note: _Note
    url: Path = Field(description="The whole record as it read then, relative to the root of this API.")


class VersionList(Shape):
    """Every state in which a record was published, the newest first."""

    items: list[RecordVersion] = Field(
        max_length=GATHERED, description="The versions, the newest first; at most ten thousand: older ones are at their addresses."
    )
    total: Ordinal = Field(description="How many there are.")


class Operation(StrEnum):
    """How a member of the later version came to be."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Difference(Shape):
    """One place at which two versions differ."""

    pointer: _Pointer = Field(description="The place in the record (JSON Pointer, RFC 6901).")
    operation: Operation = Field(description="What the later version did there.")
    before: _Value | None = Field(description="What stood there: text as it is, anything else as JSON; null where nothing did.")
    after: _Value | None = Field(description="What stands there since; null where nothing does.")


class DifferenceList(Shape):
    """What one version says otherwise than another."""

    older: Version
    newer: Version
    items: list[Difference] = Field(max_length=MANY * GATHERED, description="The differences, in the order of the record.")


class Change(Shape):
    """A change of one public record, with the whole record as it read after it."""

    seq: Ordinal = Field(description="Its place in the sequence of all changes: without gaps, and never below one that was seen.")
    kind: _Kind
    noun: Slug = Field(description="The kind of record: the path of its list.")
    id: Slug = Field(description="The permanent id of the record.")
    version: Version
    revision: Ordinal = Field(
        description="The data-set revision that the change belongs to; those of one revision became visible together."
    )
    changed_at: _ChangedAt
    note: _Note
    moved_to: Path | None = Field(description="The address of the record that it was merged into; null unless it was.")
    record: AnyRecord | None = Field(
        description="The record as it was published, in the shape of its noun; null where it, or what it shows, was erased since."
    )


class ChangeList(Shape):
    """Changes in their order."""

    items: list[Change] = Field(max_length=500, description="The changes after the one that was named, the oldest first.")
    next: Path = Field(description="Where to go on, now or when more has changed; relative to the root of this API.")
    last: Count = Field(description="The number of the last change there is: whoever has it has everything.")
