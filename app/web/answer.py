"""Answers: a list or a record as a response, with its validators, or 304 before anything else is read."""

from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.db.revision import Revision, current_revision
from app.formats.json_list import json_list
from app.query.describe import describe
from app.query.page import read_page, read_record
from app.query.parameters import ListQuery
from app.query.resource import Resource
from app.shape.base import DATA_LICENSE
from app.web.conditional import etag_of, http_date, is_known, is_unchanged, not_modified
from app.web.errors import NotReadyError
from app.web.negotiation import negotiate
from app.web.requests import next_url, refuse_parameters, refuse_repeats
from app.web.service import Service, service_of

_STALE_SECONDS = 86_400


def answer_list(request: Request, resource: Resource, query: ListQuery) -> Response:
    """A page of a list. The validator covers the data-set revision and the question, so 304 costs one small read."""
    media_type = negotiate(request)
    refuse_repeats(request, resource.query)
    service = service_of(request)
    with service.session() as session:
        revision = revision_of(session)
        etag = etag_of(__version__, revision.mark, resource.noun, media_type, str(request.query_params))
        headers = _headers(service, etag, revision.changed_at)
        if is_known(request, etag):
            return not_modified(headers)
        page = read_page(session, resource, query)
    if is_unchanged(request, etag, revision.changed_at):
        return not_modified(headers)
    question = describe(resource, query, page.names).model_dump_json(exclude_none=True)
    onward = next_url(request, page.next_cursor)
    if onward:
        headers["Link"] = f'<{service.absolute(onward)}>; rel="next", {headers["Link"]}'
    return Response(json_list(page.bodies, page.total, onward, page.next_cursor, question), headers=headers, media_type=media_type)


def answer_record(request: Request, resource: Resource, public_id: str) -> Response:
    """One record, as it is stored. The validator is the digest of its body."""
    media_type = negotiate(request)
    refuse_parameters(request)
    service = service_of(request)
    with service.session() as session:
        record = read_record(session, resource, public_id)
    etag = f'"{record.etag}"'
    headers = _headers(service, etag, record.updated_at)
    if is_unchanged(request, etag, record.updated_at):
        return not_modified(headers)
    return Response(record.body, headers=headers, media_type=media_type)


def revision_of(session: Session) -> Revision:
    """The data-set revision. Raises :class:`NotReadyError` where there is none."""
    if (revision := current_revision(session)) is None:
        msg = "The database holds no data yet: run 'facts seed'."
        raise NotReadyError(msg)
    return revision


def _headers(service: Service, etag: str, changed_at: datetime) -> dict[str, str]:
    seconds = service.settings.cache_seconds
    return {
        "ETag": etag,
        "Last-Modified": http_date(changed_at),
        "Cache-Control": f"public, max-age={seconds}, stale-while-revalidate={_STALE_SECONDS}",
        "Vary": "Accept",
        "Link": f'<{DATA_LICENSE}>; rel="license"',
    }
