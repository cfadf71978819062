"""The addresses of the bulk exports."""

import base64

import anyio
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

from app import __version__
from app.db.revision import Revision
from app.exports.catalog import DATABASE, EXPORTS, PACKAGE, BulkExport
from app.exports.ranges import RangeError, usable_ranges
from app.exports.record import ExportList, export_file
from app.exports.store import Built, ExportStore
from app.shape.base import DATA_LICENSE
from app.web.conditional import etag_of, http_date, is_unchanged
from app.web.documented import READ, Responses, responses, told
from app.web.methods import is_head
from app.web.negotiation import negotiate
from app.web.problem_types import Problems
from app.web.requests import refuse_parameters
from app.web.service import service_of

router = APIRouter(tags=["exports"])

_PATIENCE_SECONDS = 60
_STALE_SECONDS = 86_400
_RANGE_HEADERS = {b"range", b"if-range"}
_FILE_HEADERS = (*READ, "Accept-Ranges", "Content-Disposition", "Repr-Digest")


def _documented(export: BulkExport) -> Responses:
    """The responses of a download: the file, or a part of it."""
    content = {"content": {export.media_type: {"schema": {"type": "string", "format": "binary"}}}}
    part = "The part that the `Range` header asks for; several parts come as `multipart/byteranges`."
    return responses(Problems.INVALID_QUERY, Problems.RANGE_NOT_SATISFIABLE) | {
        200: told(_FILE_HEADERS, "The file, as it is at this revision of the data.") | content,
        206: told((*_FILE_HEADERS, "Content-Range"), part) | content,
    }


@router.get("/exports", operation_id="list_exports", response_model=ExportList, responses=responses(Problems.INVALID_QUERY))
def list_exports(request: Request) -> Response:
    """The files that hold the whole data set, and the revision that they hold.

    A file is built when it is first asked for at a revision of the data set; `size` and `sha256` are null until then.
    """
    media_type = negotiate(request)
    refuse_parameters(request)
    found = store_of(request).find(*EXPORTS)
    revision = found[0].revision
    items = [export_file(export, each) for export, each in zip(EXPORTS, found, strict=True)]
    body = ExportList(revision=revision.number, mark=revision.mark, changed_at=revision.changed_at, items=items).model_dump_json()
    headers = _headers(request, revision, etag_of(__version__, body))
    if is_unchanged(request, headers["ETag"], changed_at=None):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


@router.get(PACKAGE.path, operation_id="get_data_package", response_class=FileResponse, responses=_documented(PACKAGE))
async def get_data_package(request: Request) -> Response:
    """The whole data set as a Frictionless Data Package: a ZIP of CSV files with their Table Schemas.

    Beside the tables it has `datapackage.json`, a README and checksums. Send `ETag` back in `If-None-Match` to fetch it
    only when the data have changed, and `Range` with `If-Range` to go on where a download broke off.
    """
    return await _download(request, PACKAGE)


@router.get(DATABASE.path, operation_id="get_sqlite_database", response_class=FileResponse, responses=_documented(DATABASE))
async def get_sqlite_database(request: Request) -> Response:
    """The whole data set as a SQLite database, with foreign keys and full-text search.

    `datasette refugee-policy-facts.sqlite` explores it. Send `ETag` back in `If-None-Match` to fetch it only when the
    data have changed, and `Range` with `If-Range` to go on where a download broke off.
    """
    return await _download(request, DATABASE)


def store_of(request: Request) -> ExportStore:
    """The store of the service that a request came to."""
    store = request.app.state.exports
    if not isinstance(store, ExportStore):
        msg = "the app was made without create_app"
        raise TypeError(msg)
    return store


async def _download(request: Request, export: BulkExport) -> Response:
    """The file, or 304 before it is built where the client has it already."""
    negotiate(request, (export.media_type,))
    refuse_parameters(request)
    store = store_of(request)
    (found,) = await run_in_threadpool(store.find, export)
    if found.built is None and (held := found.held(request.headers.get("if-none-match", ""))):
        return Response(status_code=304, headers=_headers(request, found.revision, held))
    built = found.built or await store.wait_for(export)
    headers = _headers(request, built.revision, built.etag)
    if is_unchanged(request, built.etag, built.revision.changed_at):
        return Response(status_code=304, headers=headers)
    headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(built.sha256)).decode()}:"
    return _Download(built, _ranges(request, headers, built.size), headers, export, is_head=is_head(request))


def _ranges(request: Request, headers: dict[str, str], size: int) -> str | None:
    """The parts of the file that are asked for, or None for all of it; ``If-Range`` asks for parts of one file only.

    It has to name the strong validator: two files can be of the same moment.
    """
    asked = request.headers.get("range")
    if asked is None or is_head(request) or request.headers.get("if-range") not in {None, headers["ETag"]}:
        return None
    try:
        return usable_ranges(asked, size)
    except RangeError:
        detail = f"The file has {size} bytes; none of them is in {asked[:100]!r}."
        raise HTTPException(416, detail, {"Content-Range": f"bytes */{size}"}) from None


def _headers(request: Request, revision: Revision, etag: str) -> dict[str, str]:
    return {
        "ETag": etag,
        "Last-Modified": http_date(revision.changed_at),
        "Cache-Control": f"public, max-age={service_of(request).settings.cache_seconds}, stale-while-revalidate={_STALE_SECONDS}",
        "Vary": "Accept",
        "Link": f'<{DATA_LICENSE}>; rel="license"',
    }


class _Download(FileResponse):
    """A built file or ranges of it, of a client that goes on reading: one that takes nothing for a minute is given up."""

    def __init__(self, built: Built, ranges: str | None, headers: dict[str, str], export: BulkExport, *, is_head: bool) -> None:
        super().__init__(built.path, headers=headers, media_type=export.media_type, filename=export.name)
        self._ranges = [] if ranges is None else [(b"range", ranges.encode())]
        self._method = "HEAD" if is_head else "GET"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        others = [(name, value) for name, value in scope["headers"] if name not in _RANGE_HEADERS]

        async def send_patiently(message: Message) -> None:
            with anyio.fail_after(_PATIENCE_SECONDS):
                await send(message)

        await super().__call__({**scope, "method": self._method, "headers": [*others, *self._ranges]}, receive, send_patiently)
