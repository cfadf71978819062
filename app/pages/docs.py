"""The documentation page and the OpenAPI documents, served from files: nothing is fetched from elsewhere."""

from hashlib import blake2b
from importlib.resources import files

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from app.settings import CHECKOUT
from app.web.conditional import is_unchanged, not_modified
from app.web.requests import refuse_parameters

router = APIRouter(include_in_schema=False)

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Refugee Policy Facts: API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="data:,">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript. The same document is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  presets: [SwaggerUIBundle.presets.apis],
});
"""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'"
)
_MEDIA_TYPES = {"css": "text/css", "js": "text/javascript"}
_BUNDLED = ("swagger-ui.css", "swagger-ui-bundle.js")
DOCUMENTS = {
    "/openapi.json": ("openapi.json", "application/json", "The OpenAPI 3.1 document"),
    "/openapi.yaml": ("openapi.yaml", "application/yaml", "The OpenAPI 3.1 document as YAML"),
    "/openapi-3.0.json": ("openapi-3.0.json", "application/json", "The same in OpenAPI 3.0.3"),
}
"""The file, the media type and the title of each, by its address."""


@router.get("/docs")
def get_docs(request: Request) -> Response:
    """The documentation, to read and to try."""
    refuse_parameters(request)
    return _file(request, _PAGE.encode(), "text/html", {"Content-Security-Policy": _POLICY})


@router.get("/docs/{name}")
def get_docs_asset(request: Request, name: str) -> Response:
    """The script and the style of the documentation page."""
    refuse_parameters(request)
    if name == "start.js":
        return _file(request, _START.encode(), "text/javascript")
    if name not in _BUNDLED:
        raise HTTPException(404)
    content = files("fastapi_offline").joinpath("static", name).read_bytes()
    return _file(request, content, _MEDIA_TYPES[name.rpartition(".")[2]])


def _document(request: Request) -> Response:
    refuse_parameters(request)
    name, media_type, _ = DOCUMENTS[request.url.path]
    return _file(request, (CHECKOUT / "openapi" / name).read_bytes(), media_type)


for _path in DOCUMENTS:
    router.add_api_route(_path, _document)


def _file(request: Request, content: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    etag = f'"{blake2b(content, digest_size=16).hexdigest()}"'
    known = {"ETag": etag, "Cache-Control": "public, max-age=3600", **(headers or {})}
    if is_unchanged(request, etag, changed_at=None):
        return not_modified(known)
    return Response(content, headers=known, media_type=media_type)
