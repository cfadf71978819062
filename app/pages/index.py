"""The index: what a program or a person finds at the root."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app import __version__
from app.db.revision import Revision
from app.formats.catalog import FORMATS
from app.shape.base import DATA_LICENSE
from app.web.answer import via
from app.web.conditional import etag_of, is_unchanged, not_modified
from app.web.documented import responses
from app.web.negotiation import negotiate
from app.web.problem_types import Problems
from app.web.requests import refuse_parameters
from app.web.service import service_of

router = APIRouter(tags=["service"])

CODE_LICENSE = "https://www.apache.org/licenses/LICENSE-2.0"
_Text = Annotated[str, StringConstraints(max_length=2000)]


class IndexLink(BaseModel):
    """An address of this API, or one that concerns it."""

    model_config = ConfigDict(frozen=True)

    rel: _Text = Field(description="What it is (a registered relation of RFC 8288, or `collection` for a list of records).")
    href: _Text = Field(description="Where it is; addresses of this API are relative to its root.")
    title: _Text = Field(description="What it holds.")


class Offer(BaseModel):
    """A format that every list and every record comes in."""

    model_config = ConfigDict(frozen=True)

    suffix: _Text = Field(description="What follows the path and a full stop, as in `/claims.csv`.")
    media_type: _Text = Field(description="What `Accept` asks for, and what the answer is.")
    title: _Text = Field(description="Its name.")


class ServiceIndex(BaseModel):
    """What this service is, and where everything is."""

    model_config = ConfigDict(frozen=True)

    name: _Text = Field(description="The name of the service.")
    description: _Text = Field(description="What it serves.")
    version: _Text = Field(description="The version of the API.")
    license: _Text = Field(description="The licence of the software.")
    data_license: _Text = Field(description="The licence of the curated data; sources keep their own rights.")
    formats: list[Offer] = Field(max_length=100, description="What every list and every record comes in; JSON where nothing is asked for.")
    links: list[IndexLink] = Field(max_length=100, description="Where everything is.")


INDEX = ServiceIndex(
    name="Refugee Policy Facts",
    description="Who claimed, decided, demanded or is accused of what in refugee policy: sourced, attributed and checkable.",
    version=__version__,
    license=CODE_LICENSE,
    data_license=DATA_LICENSE,
    formats=[Offer(suffix=format_.suffix, media_type=format_.media_type, title=format_.title) for format_ in FORMATS],
    links=[
        IndexLink(rel="self", href="/", title="This index"),
        IndexLink(rel="collection", href="/claims", title="Claims with their attribution; try /claims?actor=China"),
        IndexLink(rel="collection", href="/stakeholders", title="The parties, with every name that finds them"),
        IndexLink(rel="collection", href="/figures", title="Quantities with their bounds"),
        IndexLink(
            rel="related", href="/figures/compare?measure=departures", title="Rival figures: quantities for one measure side by side"
        ),
        IndexLink(rel="collection", href="/documents", title="The documents that claims are taken from"),
        IndexLink(rel="collection", href="/topics", title="Topics of refugee policy"),
        IndexLink(rel="collection", href="/vocabularies", title="What every value means"),
        IndexLink(rel="collection", href="/changes", title="Everything that was ever published, in one sequence, to copy and to follow"),
        IndexLink(rel="collection", href="/exports", title="The whole data set as a file: a data package, a SQLite database"),
        IndexLink(rel="collection", href="/problems", title="What every error means"),
        IndexLink(rel="service-doc", href="/docs", title="The documentation, to read and to try"),
        IndexLink(rel="service-desc", href="/openapi.json", title="The OpenAPI 3.1 document; also /openapi.yaml and /openapi-3.0.json"),
        IndexLink(rel="api-catalog", href="/.well-known/api-catalog", title="Where programs find all that describes this API"),
        IndexLink(rel="status", href="/readyz", title="Whether the service is ready; /healthz says whether it runs"),
        IndexLink(rel="license", href=DATA_LICENSE, title="The licence of the data: CC BY 4.0"),
    ],
)
_LINKS = ('</openapi.json>; rel="service-desc"', '</docs>; rel="service-doc"', '</.well-known/api-catalog>; rel="api-catalog"')


@router.get("/", operation_id="get_index", response_model=ServiceIndex, responses=responses(Problems.INVALID_QUERY, own=["ETag", "Link"]))
def get_index(request: Request) -> Response:
    """What this service is, and where everything is."""
    media_type = negotiate(request)
    refuse_parameters(request)
    revision = known_revision(request)
    body = _index(revision).model_dump_json()
    headers = {
        "ETag": etag_of(__version__, body),
        "Cache-Control": "public, max-age=3600",
        "Link": ", ".join((*_LINKS, *via(revision))),
        "Vary": "Accept, Accept-Encoding",
    }
    if is_unchanged(request, headers["ETag"], changed_at=None):
        return not_modified(headers)
    return Response(body, headers=headers, media_type=media_type)


def known_revision(request: Request) -> Revision | None:
    """The revision of the data; None where that is not known now: the index is there without any."""
    try:
        with service_of(request).snapshot(request) as snapshot:
            return snapshot.revision
    except Exception:  # noqa: BLE001 (whatever keeps the data away, the index says where everything is)
        return None


def _index(revision: Revision | None) -> ServiceIndex:
    """The index, which names the source where this is a mirror."""
    if revision is None or revision.source is None:
        return INDEX
    source = IndexLink(rel="via", href=f"{revision.source}/", title="The service that this one is a mirror of")
    return INDEX.model_copy(update={"links": [*INDEX.links, source]})
