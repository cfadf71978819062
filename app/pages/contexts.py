"""The JSON-LD context, by its version: JSON-LD processors fetch it to know what the members of a record mean."""

from fastapi import APIRouter, Request, Response

from app.formats.jsonld import JSON_LD
from app.formats.jsonld_context import CONTEXT_PATH, context_document
from app.web.conditional import etag_of, is_unchanged
from app.web.requests import refuse_parameters

router = APIRouter(include_in_schema=False)

_BODY = context_document()
_HEADERS = {
    "ETag": etag_of(_BODY.decode()),
    "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800",  # a day: a version may gain terms, and loses none
}


@router.get(CONTEXT_PATH)
def get_context(request: Request) -> Response:
    """What the members of JSON-LD documents mean, and the definitions of our own terms."""
    refuse_parameters(request)
    if is_unchanged(request, _HEADERS["ETag"], changed_at=None):
        return Response(status_code=304, headers=_HEADERS)
    return Response(_BODY, headers=_HEADERS, media_type=JSON_LD.media_type)
