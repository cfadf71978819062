"""Importing a file of records."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import Field
from sqlmodel import Session

from app.db.bulk import room_to_write
from app.desk.acting import act
from app.desk.documented import REPLAYED, SENT
from app.desk.parameters import IDEMPOTENCY_KEY, KEYED, ChangeQuery
from app.desk.route import DeskRoute, SentFile, media_type_of
from app.desk.visit import Reply
from app.editorial.errors import ContentError
from app.editorial.files import FileFormat, FormatError, ImportedNoun, lines_of, writable_of
from app.editorial.importing import Import, ImportRefusedError, LineFault, Report
from app.model import Scope
from app.query.errors import Fault
from app.query.parameters import Flag
from app.shape.base import Count, Shape
from app.web.documented import answers
from app.web.problems import ProblemError

router = APIRouter(tags=["imports"], route_class=DeskRoute)
_MOST = 1_000
_CSV = "text/csv"
"""Told in words alone: of a body of two media types, generated clients send the first, or the last, whatever it holds."""


class ImportQuery(ChangeQuery):
    """What is imported, and how."""

    noun: Annotated[ImportedNoun, Field(description="What the records are.")]
    each: Annotated[Flag, Field(description="Take every line that is in order; by default all lines or none.")] = False


class LineError(ProblemError):
    """One thing that is wrong with a line."""

    line: Count = Field(description="The line of the file, from 1.")


class ImportReport(Shape):
    """What became of the lines of a file."""

    created: Count = Field(description="How many records are new.")
    changed: Count = Field(description="How many there were before, which say something else now.")
    unchanged: Count = Field(description="How many there were before, which say the same.")
    refused: Count = Field(description="How many lines were not taken.")
    faults: list[LineError] = Field(max_length=_MOST, description="Why; at most a thousand are told.")


@router.post(
    "/imports",
    operation_id="import_records",
    response_model=ImportReport,
    responses=answers(200, *SENT, own=[REPLAYED]),
    openapi_extra=KEYED | {"parameters": [IDEMPOTENCY_KEY]},
)
def import_records(
    request: Request,
    content: Annotated[SentFile, Body(media_type="application/x-ndjson")],
    query: Annotated[ImportQuery, Query()],
) -> Response:
    """Publish the records of a file: NDJSON, or CSV (`text/csv`) for stakeholders and figures. All lines or none, unless `each=true`.

    A line is content as it is written, or a whole record as `/claims.ndjson` gives it. Lines that say what there is already change
    nothing, so that an import can be sent again. Scope `publish`.
    """
    format_ = FileFormat.CSV if media_type_of(request) == _CSV else FileFormat.NDJSON

    def work(session: Session, moment: datetime) -> Reply:
        with room_to_write(session):
            lines = lines_of(session, query.noun, format_, BytesIO(content.root.encode()))
            importing = Import(session, writable_of(query.noun), moment, query.note)
            report = importing.each(lines, session.flush) if query.each else importing.all(lines)
        return Reply(200, _shape(report).model_dump_json(), noun=query.noun)

    try:
        return act(request, Scope.PUBLISH, work, is_dry=query.dry_run)
    except ImportRefusedError as error:
        raise ContentError(*map(_with_line, error.report.faults)) from None
    except FormatError as error:
        raise ContentError(Fault("Content-Type", "not_allowed", str(error))) from None


def _with_line(found: LineFault) -> Fault:
    """A fault that says its line; the file points by lines, from 0, as an array would."""
    fault = found.fault
    return replace(fault, detail=str(found), pointer=f"/{max(found.line - 1, 0)}{fault.pointer or ''}")


def _shape(report: Report) -> ImportReport:
    faults = [LineError(line=found.line, **ProblemError.of(found.fault).model_dump()) for found in report.faults[:_MOST]]
    return ImportReport(created=report.created, changed=report.changed, unchanged=report.unchanged, refused=report.refused, faults=faults)
