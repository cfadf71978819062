"""What is deprecated says so, on every answer and in the document."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.testclient import TestClient

from app.catalog import ROUTERS
from app.desk import audit
from app.desk.router import ROUTERS as DESK
from app.main import create_app
from app.openapi.document import described
from app.pages import health
from app.settings import Settings
from app.shape.deprecation import deprecated
from app.web.answer import answer_shape
from app.web.deprecations import telling_deprecations
from app.web.documented import LIST_RESPONSES, RECORD_RESPONSES
from app.web.route import ReadRoute
from tests.asking import AS_IT_IS

OLD = deprecated(date(2027, 1, 1), date(2028, 1, 31), "Ask `/topics`.")
OLDER = deprecated(date(2026, 6, 1), date(2028, 3, 1), "Ask with `colour`.")
TOLD = {"Deprecation": "@1798761600", "Sunset": "Mon, 31 Jan 2028 00:00:00 GMT"}

router = APIRouter(tags=["topics"], route_class=ReadRoute)


class Shelf(BaseModel):
    """A shelf."""

    colour: str = Field(description="Its colour.")
    color: str = Field(description="The same.", json_schema_extra=deprecated(date(2027, 1, 1), date(2028, 1, 1), "Read `colour`."))


class ShelfQuery(BaseModel):
    """What shelves may be asked."""

    model_config = ConfigDict(extra="forbid")
    colour: str = Field(default="any", description="Only shelves of this colour.")
    color: str = Field(default="any", description="The same.", json_schema_extra=OLDER)


@router.get("/shelves", operation_id="list_shelves", response_model=Shelf, responses=LIST_RESPONSES)
def list_shelves(request: Request, query: Annotated[ShelfQuery, Query()]) -> Response:
    """Shelves."""
    return answer_shape(request, lambda _: Shelf(colour=query.colour, color=query.color))


@router.get("/shelves/{id}", operation_id="get_shelf", response_model=Shelf, responses=RECORD_RESPONSES, openapi_extra=OLD)
def get_shelf(
    request: Request, id: Annotated[str, Path(description="The id of a shelf.")], query: Annotated[ShelfQuery, Query()]
) -> Response:
    """A shelf."""
    return answer_shape(request, lambda _: Shelf(colour=id, color=query.color))


@contextmanager
def serving_shelves(database_url: str, **settings: str) -> Iterator[TestClient]:
    """A client of an app with a catalogue where something is deprecated."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.main.ROUTERS", (*ROUTERS, router))
        app = create_app(Settings.model_validate({"database_url": database_url, "public_url": "https://facts.example", **settings}))
    with TestClient(app, headers=AS_IT_IS) as client:
        yield client
    app.state.service.reads.close()


@pytest.fixture(scope="module")
def aging(seeded_url: str) -> Iterator[TestClient]:
    """A client for all tests."""
    with serving_shelves(seeded_url) as client:
        yield client


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return described([route for each in (*ROUTERS, *DESK, router) for route in each.routes])


def test_answer_tells_since_when_until_when_and_where_more_is_said(aging: TestClient) -> None:
    answer = aging.get("/shelves/red")
    assert {name: answer.headers[name] for name in TOLD} == TOLD
    assert datetime.fromtimestamp(int(answer.headers["Deprecation"].removeprefix("@")), UTC) == datetime(2027, 1, 1, tzinfo=UTC)
    assert answer.links["deprecation"]["url"] == answer.links["sunset"]["url"] == "https://facts.example/docs#/topics/get_shelf"
    assert answer.links["license"]
    assert {*TOLD, "Link"} <= {name.strip() for name in answer.headers["Access-Control-Expose-Headers"].split(",")}


def test_every_answer_tells_it_whatever_it_is(aging: TestClient) -> None:
    kept = [aging.get("/shelves/red") for _ in range(4)]
    known = {"If-None-Match": kept[0].headers["ETag"]}
    answers = [
        *kept,
        aging.get("/shelves/red", headers=known),
        aging.get("/shelves/blue", headers=known | {"Accept-Encoding": "gzip"}),
        aging.head("/shelves/red"),
        aging.get("/shelves/red?shape=round"),
        aging.get("/shelves/red", headers={"Accept": "image/png"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 304, 200, 200, 422, 406]
    for answer in answers:
        assert {name: answer.headers[name] for name in TOLD} == TOLD
        assert "deprecation" in answer.links


@pytest.mark.parametrize(
    "address", ["/shelves", "/shelves?colour=red", "/topics", "/topics/asylum-access", "/nothing", "/shelves?colou=red"]
)
def test_answer_tells_nothing_where_nothing_deprecated_is_used(address: str, aging: TestClient) -> None:
    answer = aging.get(address)
    assert not {*TOLD} & {name.title() for name in answer.headers}
    assert "deprecation" not in answer.links


def test_other_methods_of_a_deprecated_address_tell_nothing(aging: TestClient) -> None:
    assert "Deprecation" not in aging.options("/shelves/red").headers


@pytest.mark.parametrize("address", ["/shelves?color=red", "/shelves?c%6Flor=red&shape=round"])
def test_deprecated_parameter_is_told_to_whoever_gives_it(address: str, aging: TestClient) -> None:
    answer = aging.get(address)
    assert (answer.headers["Deprecation"], answer.headers["Sunset"]) == ("@1780272000", "Wed, 01 Mar 2028 00:00:00 GMT")


def test_what_comes_first_is_told_where_several_deprecations_meet(aging: TestClient) -> None:
    answer = aging.get("/shelves/red?color=red")
    assert (answer.headers["Deprecation"], answer.headers["Sunset"]) == ("@1780272000", TOLD["Sunset"])
    assert answer.headers["Link"].count('rel="deprecation"') == 1


def test_who_is_refused_by_the_rate_limit_is_told_too(seeded_url: str) -> None:
    with serving_shelves(seeded_url, rate_limit="1/day") as client:
        assert [client.get("/shelves/red").status_code for _ in range(2)] == [200, 429]
        assert client.get("/shelves/red").headers["Sunset"] == TOLD["Sunset"]


def test_deprecated_operation_of_the_desk_tells_it_to_who_may_not_use_it_too(seeded_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (route,) = audit.router.routes
    monkeypatch.setattr(route, "openapi_extra", OLD)
    with serving_shelves(seeded_url) as client:
        answer = client.get("/audit")
        assert answer.status_code == 401
        assert answer.headers["Sunset"] == TOLD["Sunset"]
        assert "Sunset" not in client.get("/drafts").headers


def test_nothing_stands_before_an_app_where_nothing_is_deprecated(aging: TestClient) -> None:
    assert telling_deprecations(aging.app, health.router.routes, "") is aging.app
    assert telling_deprecations(aging.app, router.routes, "") is not aging.app


def test_document_tells_of_a_deprecated_operation_and_its_headers(document: dict[str, Any]) -> None:
    operation = document["paths"]["/shelves/{id}"]["get"]
    assert operation["deprecated"] is True
    assert operation["description"] == "A shelf.\n\nDeprecated since 2027-01-01, and there until 2028-01-31 at least. Ask `/topics`."
    assert operation["summary"] == "A shelf"
    for status in ("200", "304"):
        assert {"Deprecation", "Sunset"} <= operation["responses"][status]["headers"].keys()
    assert "Deprecation" not in document["paths"]["/shelves"]["get"]["responses"]["200"]["headers"]


def test_document_tells_of_a_deprecated_parameter(document: dict[str, Any]) -> None:
    operation = document["paths"]["/shelves"]["get"]
    plain, old = (document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]] for parameter in operation["parameters"][:2])
    assert "deprecated" not in operation
    assert "deprecated" not in plain
    assert old["deprecated"] is True
    assert old["description"].endswith("\n\nDeprecated since 2026-06-01, and there until 2028-03-01 at least. Ask with `colour`.")
    assert old["schema"] == {"type": "string", "default": "any"}
    assert old["x-deprecation"]["until"] == "2028-03-01"


def test_document_tells_of_a_deprecated_member(document: dict[str, Any]) -> None:
    members = document["components"]["schemas"]["Shelf"]["properties"]
    assert "deprecated" not in members["colour"]
    assert members["color"]["deprecated"] is True
    assert members["color"]["description"].endswith("Read `colour`.")


def test_deprecation_of_less_than_a_year_is_refused() -> None:
    with pytest.raises(ValueError, match="until 2028-01-01 at least"):
        deprecated(date(2027, 1, 1), date(2027, 12, 31), "Ask `/topics`.")
