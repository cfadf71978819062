"""One record as a response, as it reads now or as it read at a moment or in a version."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pydantic_core import from_json
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.db.snapshot import Snapshot
from app.formats.catalog import FORMATS
from app.formats.format import Format, Listing
from app.history.versions import State, read_at
from app.query.errors import Fault, QueryError
from app.query.page import StoredRecord, read_record
from app.query.parameters import RecordQuery
from app.query.resource import Resource
from app.shape.row import row_of
from app.web.answer import base_of, headers_of, via
from app.web.conditional import etag_of, http_date, is_unchanged, not_modified
from app.web.negotiation import negotiate_format
from app.web.requests import address_of, alternates, refuse_repeats
from app.web.service import Service, service_of

_JSON = FORMATS[0]


def answer_record(request: Request, resource: Resource, public_id: str, query: RecordQuery) -> Response:
    """One record in the format that was asked for, at the moment that was asked for. The validator is the digest of its body."""
    format_ = negotiate_format(request)
    refuse_repeats(request)
    service = service_of(request)
    moment = query.as_of or _accepted_moment(request)
    history = f'<{service.absolute(f"/{resource.noun}/{public_id}/versions")}>; rel="version-history"'
    links = (history, *alternates(request, service, format_))
    if moment is None:
        with service.snapshot(request) as snapshot:
            record = read_record(snapshot, resource, public_id, format_.reads)
            links += via(snapshot.revision)
        return _answer(request, resource, format_, record, _headers(service, format_, record, *links))
    with service.snapshot(request) as snapshot:
        state = read_at(snapshot, resource, public_id, moment)
        links += via(snapshot.revision)
    original = f'<{service.absolute(f"/{resource.noun}/{public_id}")}>; rel="original timegate"'
    return _answer_state(request, resource, format_, state, original, *links)


def answer_version(request: Request, resource: Resource, public_id: str, read: Callable[[Snapshot], State]) -> Response:
    """One version as JSON, with links to those around it (RFC 5829)."""
    if negotiate_format(request) is not _JSON:
        raise HTTPException(404)
    service = service_of(request)
    with service.snapshot(request) as snapshot:
        state = read(snapshot)
        source = via(snapshot.revision)
    record = f"/{resource.noun}/{public_id}"
    places = {
        "latest-version": record,
        "version-history": f"{record}/versions",
        "predecessor-version": f"{record}/versions/{state.version - 1}" if state.version > state.first else None,
        "successor-version": f"{record}/versions/{state.version + 1}" if state.version < state.last else None,
    }
    links = (f'<{service.absolute(place)}>; rel="{relation}"' for relation, place in places.items() if place is not None)
    return _answer_state(request, resource, _JSON, state, *links, *source)


def _answer_state(request: Request, resource: Resource, format_: Format, state: State, *links: str) -> Response:
    """A record as it read, which says since when it did (RFC 7089)."""
    rendering = state.body if format_.reads == "body" else row_of(resource.columns, from_json(state.body)).encode()
    record = StoredRecord(rendering, state.etag, state.changed_at)
    headers = _headers(service_of(request), format_, record, *links) | {"Memento-Datetime": http_date(state.changed_at)}
    return _answer(request, resource, format_, record, headers)


def _answer(request: Request, resource: Resource, format_: Format, record: StoredRecord, headers: dict[str, str]) -> Response:
    if is_unchanged(request, headers["ETag"], record.updated_at):
        return not_modified(headers)
    base = base_of(service_of(request))
    listing = Listing(resource.noun, [record.rendering], resource.columns, base, address=address_of(request, format_))
    return Response(format_.write_record(listing), headers=headers, media_type=format_.media_type)


def _headers(service: Service, format_: Format, record: StoredRecord, *links: str) -> dict[str, str]:
    etag = f'"{record.etag}"' if format_ is _JSON else etag_of(__version__, record.etag, format_.suffix, base_of(service))
    headers = headers_of(service, etag, record.updated_at, *links)
    return headers | {"Vary": f"{headers['Vary']}, Accept-Datetime"}


def _accepted_moment(request: Request) -> datetime | None:
    """The moment that a client of Memento asks for (RFC 7089, section 2.1.1)."""
    accepted = request.headers.get("accept-datetime")
    if accepted is None:
        return None
    try:
        moment = parsedate_to_datetime(accepted)
    except ValueError:
        detail = f"Accept-Datetime: {accepted[:100]!r} is no date; write one as HTTP does, such as Wed, 02 Jan 2008 10:40:00 GMT."
        raise QueryError(Fault("Accept-Datetime", "bad_value", detail)) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
