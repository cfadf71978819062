"""The API catalogue at its well-known address (RFC 9727): where programs look first for what there is, as a set of links (RFC 9264)."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import JSONResponse

from app import __version__
from app.pages.docs import DOCUMENTS
from app.pages.index import CODE_LICENSE, known_revision
from app.shape.base import DATA_LICENSE
from app.web.answer import via
from app.web.conditional import etag_of, is_unchanged, not_modified
from app.web.documented import responses
from app.web.negotiation import negotiate
from app.web.problem_types import Problems
from app.web.requests import refuse_parameters
from app.web.service import Service, service_of

router = APIRouter(tags=["service"])

PATH = "/.well-known/api-catalog"
_PROFILE = "https://www.rfc-editor.org/info/rfc9727"
_JSON = "application/json"
_HTML = "text/html"
_Text = Annotated[str, StringConstraints(max_length=2000)]


class LinksetResponse(JSONResponse):
    """A set of links in JSON."""

    media_type = "application/linkset+json"


class CatalogLink(BaseModel):
    """Where something is that belongs to the API."""

    model_config = ConfigDict(frozen=True)

    href: _Text = Field(description="Its address.")
    type: _Text = Field(description="The media type that it has.")
    title: _Text = Field(description="What it is.")


def _links(description: str, *, name: str | None = None) -> list[CatalogLink]:
    links: list[CatalogLink] = Field(max_length=100, description=description, serialization_alias=name, validation_alias=name)
    return links


class CatalogEntry(BaseModel):
    """An API, and links to all that describes it; each relation is one that IANA lists."""

    model_config = ConfigDict(frozen=True, validate_by_name=True)

    anchor: _Text = Field(description="The root of the API that the links are about.")
    service_desc: list[CatalogLink] = _links("Descriptions for programs: the OpenAPI documents.", name="service-desc")
    service_doc: list[CatalogLink] = _links("Documentation for people.", name="service-doc")
    service_meta: list[CatalogLink] = _links("More about the API, for programs.", name="service-meta")
    status: list[CatalogLink] = _links("Whether it runs, and whether it can answer.")
    license: list[CatalogLink] = _links("The licences of the data and of the software.")
    related: list[CatalogLink] = _links("The data as files.")


class ApiCatalog(BaseModel):
    """The APIs that are here: one."""

    model_config = ConfigDict(frozen=True)

    linkset: list[CatalogEntry] = Field(max_length=100, description="One entry for each API.")


@router.get(
    PATH,
    operation_id="get_api_catalog",
    response_model=ApiCatalog,
    response_class=LinksetResponse,
    responses=responses(Problems.INVALID_QUERY, own=["ETag", "Link"]),
)
def get_api_catalog(request: Request) -> Response:
    """Where the API, its descriptions, its documentation, its state and its licences are, as RFC 9727 has it."""
    media_type = negotiate(request, (LinksetResponse.media_type,))
    refuse_parameters(request)
    service = service_of(request)
    body = ApiCatalog(linkset=[_entry(service)]).model_dump_json(by_alias=True)
    headers = {
        "ETag": etag_of(__version__, body),
        "Cache-Control": "public, max-age=3600",
        "Link": ", ".join((f'<{service.absolute(PATH)}>; rel="api-catalog"', *via(known_revision(request)))),
        "Vary": "Accept, Accept-Encoding",
    }
    if is_unchanged(request, headers["ETag"], changed_at=None):
        return not_modified(headers)
    return Response(body, headers=headers, media_type=f'{media_type}; profile="{_PROFILE}"')


def _entry(service: Service) -> CatalogEntry:
    def link(path: str, media_type: str, title: str) -> CatalogLink:
        return CatalogLink(href=service.absolute(path), type=media_type, title=title)

    return CatalogEntry(
        anchor=service.absolute("/"),
        service_desc=[link(path, media_type, title) for path, (_, media_type, title) in DOCUMENTS.items()],
        service_doc=[link("/docs", _HTML, "The documentation, to read and to try")],
        service_meta=[
            link("/", _JSON, "The index: all addresses and formats"),
            link("/vocabularies", _JSON, "What every value means"),
            link("/problems", _JSON, "What every error means"),
        ],
        status=[link("/readyz", _JSON, "Whether the service can answer"), link("/healthz", _JSON, "Whether the process runs")],
        license=[
            CatalogLink(href=DATA_LICENSE, type=_HTML, title="The licence of the data: CC BY 4.0"),
            CatalogLink(href=CODE_LICENSE, type=_HTML, title="The licence of the software: Apache-2.0"),
        ],
        related=[link("/exports", _JSON, "The whole data set as a file")],
    )
