"""Answers: a list or a record as a response, with its validators, or 304 before anything else is read."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.db.revision import Revision
from app.db.snapshot import Snapshot
from app.formats.catalog import FORMATS
from app.formats.format import Envelope, Format, Listing
from app.query.page import Page, read_all, read_page, select_records
from app.query.parameters import ListQuery, repeatable
from app.query.resource import Resource
from app.query.snippets import snippets_of
from app.query.sparse import check_fields, sparse_bodies, sparse_columns, sparse_rows
from app.shape.base import DATA_LICENSE
from app.shape.row import PERMALINK
from app.web.conditional import etag_of, http_date, is_known, is_unchanged, not_modified
from app.web.errors import NotReadyError
from app.web.export import Export, in_blocks
from app.web.methods import is_head
from app.web.negotiation import negotiate, negotiate_format
from app.web.presentation import check_presentation
from app.web.requests import address_of, alternates, next_url, refuse_repeats
from app.web.service import Service, service_of
from app.web.suffixes import suffix_format

_STALE_SECONDS = 86_400
_LIGHT = 100
"""Records that are joined in a moment."""


def answer_list(request: Request, resource: Resource, query: ListQuery) -> Response:
    """A list in the format that was asked for. The validator covers revision and question, so that 304 costs one small read."""
    format_ = negotiate_format(request)
    refuse_repeats(request, repeatable(resource.query))
    check_presentation(format_, query)
    return (_export if format_.is_export and not query.is_limited else _page)(request, resource, query, format_)


def _page(request: Request, resource: Resource, query: ListQuery, format_: Format) -> Response:
    service = service_of(request)
    with service.snapshot(request, query.as_of) as snapshot:
        revision = ready(snapshot.revision)
        etag = etag_of(__version__, revision.mark, format_.suffix, base_of(service), *_asked(request))
        headers = headers_of(service, etag, revision.changed_at, *alternates(request, service, format_), *via(revision))
        if is_known(request, etag):
            return not_modified(headers)
        if not _is_light(format_, query):
            snapshot.take_time()
        page = read_page(snapshot, resource, query, format_.reads)
    if is_unchanged(request, etag, revision.changed_at):
        return not_modified(headers)
    onward = next_url(request, page.next_cursor)
    if onward:
        headers["Link"] = f'<{service.absolute(onward)}>; rel="next", {headers["Link"]}'
    envelope = _envelope(resource, query, page, onward)
    listing = replace(_listing(service, resource, query, format_, page.records), envelope=envelope, address=address_of(request, format_))
    return Response(b"".join(format_.write(listing)), headers=headers, media_type=format_.media_type)


def _export(request: Request, resource: Resource, query: ListQuery, format_: Format) -> Response:
    """Everything that was asked for, as a stream: read in batches, so that no connection is held for a slow reader.

    The validator is weak, because data that change while a long stream is read may show in its later part.
    """
    service = service_of(request)
    with service.snapshot(request, query.as_of) as snapshot:
        revision = ready(snapshot.revision)
        etag = f"W/{etag_of(__version__, revision.mark, format_.suffix, base_of(service), *_asked(request))}"
        headers = headers_of(service, etag, revision.changed_at, *alternates(request, service, format_), *via(revision))
        if is_known(request, etag):
            return not_modified(headers)
        selection = select_records(snapshot, resource, query, format_.reads)
    if is_unchanged(request, etag, revision.changed_at):
        return not_modified(headers)
    listing = _listing(service, resource, query, format_, read_all(lambda: service.snapshot(request, query.as_of), selection))
    blocks = iter(()) if is_head(request) else in_blocks(format_.write(listing))
    return Export(blocks, headers=headers, media_type=format_.media_type)


def answer_shape(request: Request, make: Callable[[Snapshot], BaseModel], *, without_nulls: bool = False) -> Response:
    """Something that is made for this question, as JSON, with the validator of a page. By another suffix it is not found."""
    if suffix_format(request) not in (None, FORMATS[0]):
        raise HTTPException(404)
    media_type = negotiate(request)
    refuse_repeats(request)
    service = service_of(request)
    with service.snapshot(request) as snapshot:
        revision = ready(snapshot.revision)
        etag = etag_of(__version__, revision.mark, base_of(service), *_asked(request))
        headers = headers_of(service, etag, revision.changed_at, *via(revision))
        if is_known(request, etag):
            return not_modified(headers)
        body = make(snapshot).model_dump_json(exclude_unset=True, exclude_none=without_nulls)
    if is_unchanged(request, etag, revision.changed_at):
        return not_modified(headers)
    return Response(body, headers=headers, media_type=media_type)


def _listing(service: Service, resource: Resource, query: ListQuery, format_: Format, records: Iterable[bytes]) -> Listing:
    """A list with the fields that are wanted: columns of a table, or members of a record."""
    columns = resource.columns
    if wanted := query.wanted_fields():
        if format_.is_table:
            check_fields(wanted, [*(column.name for column in columns), PERMALINK])
            records = sparse_rows(records, columns, wanted)
            columns = sparse_columns(columns, wanted)
        else:
            check_fields(wanted, list(resource.record.model_fields))
            records = sparse_bodies(records, wanted)
    return Listing(resource.noun, records, columns, base_of(service), has_bom=bool(query.bom))


def _is_light(format_: Format, query: ListQuery) -> bool:
    """Whether a page is written by joining what is stored, and not too much of it."""
    return format_ is FORMATS[0] and query.limit <= _LIGHT and not (query.snippets or query.fields)


def _asked(request: Request) -> tuple[str, str]:
    """What was asked for, as it was written."""
    return request.scope["path"], request.scope["query_string"].decode("latin-1")


def base_of(service: Service) -> str:
    """What absolute links begin with; part of every validator, because these links are part of the answer."""
    return service.settings.public_url or ""


def _envelope(resource: Resource, query: ListQuery, page: Page, onward: str | None) -> Envelope:
    facets = ",".join(facet.model_dump_json() for facet in page.facets)
    found = snippets_of(resource, page.records, query.q) if query.q and query.snippets else []
    snippets = ",".join(snippet.model_dump_json() for snippet in found)
    return Envelope(page.total, onward, page.next_cursor, page.description, f"[{facets}]", f"[{snippets}]")


def ready(revision: Revision | None) -> Revision:
    """A data-set revision that there is. Raises :class:`NotReadyError` where there is none."""
    if revision is None:
        msg = "The database holds no data yet: run 'facts seed'."
        raise NotReadyError(msg)
    return revision


def via(revision: Revision | None) -> tuple[str, ...]:
    """The link to the service that this one is a mirror of (``via``, RFC 4287, section 4.2.7.2), if it is one."""
    return () if revision is None or revision.source is None else (f'<{revision.source}/>; rel="via"',)


def headers_of(service: Service, etag: str, changed_at: datetime, *links: str) -> dict[str, str]:
    """What every answer says of itself: its validators, how long it may be kept, on what it hangs, and where else there is something."""
    seconds = service.settings.cache_seconds
    return {
        "ETag": etag,
        "Last-Modified": http_date(changed_at),
        "Cache-Control": f"public, max-age={seconds}, stale-while-revalidate={_STALE_SECONDS}",
        "Vary": "Accept, Accept-Encoding",
        "Link": ", ".join([*links, f'<{DATA_LICENSE}>; rel="license"']),
    }
