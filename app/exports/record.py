"""The public shape of the list of bulk exports."""

from pydantic import Field

from app.exports.catalog import BulkExport
from app.exports.store import Found
from app.limits import EXACT_INTEGER
from app.shape.base import Line, MomentText, Ordinal, Path, Prose, Sha256, Shape, Slug


class ExportFile(Shape):
    """The whole data set in one file."""

    name: Slug = Field(description="The name of the file.")
    url: Path = Field(description="Where it is, relative to the root of this API.")
    media_type: Slug = Field(description="Its media type.")
    title: Line = Field(description="What it is.")
    description: Prose = Field(description="What is in it.")
    size: int | None = Field(
        ge=0, le=EXACT_INTEGER, description="Its length in bytes; null until it is built for this revision, at the first download."
    )
    sha256: Sha256 | None = Field(description="Its SHA-256; null until it is built.")


class ExportList(Shape):
    """Every bulk export, and the revision of the data set that they hold."""

    revision: Ordinal = Field(description="The number of the data-set revision.")
    mark: Slug = Field(description="The mark of that revision; it never repeats.")
    changed_at: MomentText = Field(description="When the data last changed (RFC 3339, UTC).")
    items: list[ExportFile] = Field(max_length=20, description="The files.")


def export_file(export: BulkExport, found: Found) -> ExportFile:
    """An export as the list shows it."""
    return ExportFile(
        name=export.name,
        url=export.path,
        media_type=export.media_type,
        title=export.title,
        description=export.description,
        size=None if found.built is None else found.built.size,
        sha256=None if found.built is None else found.built.sha256,
    )
