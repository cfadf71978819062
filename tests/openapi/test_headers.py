"""The headers that the document tells of, held against those that are sent."""

from collections.abc import Iterator, Mapping

import pytest
from httpx2 import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.desk.desk import Desk, desk_on
from tests.openapi.parts import Part

WHERE_A_LIMIT_IS_SET = {"ratelimit", "ratelimit-policy"}
WHERE_IT_IS_SENT_AGAIN = {"idempotency-replayed"}
READ = (
    *("/", "/claims", "/claims/{id}", "/claims/{id}/content", "/claims/{id}/versions", "/claims/{id}/versions/{version}"),
    *("/stakeholders", "/figures", "/documents", "/topics", "/vocabularies", "/figures/compare", "/changes", "/exports"),
    *("/.well-known/api-catalog", "/healthz", "/readyz", "/problems", "/problems/{code}"),
)


@pytest.fixture
def desk(own_engine: Engine) -> Iterator[Desk]:
    """A desk over a copy of the seeded database."""
    with desk_on(own_engine) as desk:
        yield desk


def told(document: Part, method: str, path: str, status: int) -> set[str]:
    """The headers of a response, in lower case, but for those that hang on more than the request."""
    response = document["paths"][path][method]["responses"][str(status)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return {name.lower() for name in response["headers"]} - WHERE_A_LIMIT_IS_SET - WHERE_IT_IS_SENT_AGAIN


def sent(headers: Mapping[str, str]) -> set[str]:
    return {name.lower() for name in headers}


def read(path: str, client: TestClient, **headers: str) -> Response:
    """The answer to a question that is in order, at that path of the document."""
    (claim,) = client.get("/claims?limit=1").json()["items"]
    address = path.format(id=claim["id"], version=1, code="not-found")
    return client.get(address, params={"measure": "departures"} if path == "/figures/compare" else None, headers=headers)


@pytest.mark.parametrize("path", READ)
def test_what_is_read_has_every_header_that_is_told(path: str, document: Part, client: TestClient) -> None:
    answer = read(path, client)
    assert answer.status_code == 200
    assert told(document, "get", path, 200) <= sent(answer.headers)


@pytest.mark.parametrize("path", READ)
def test_406_is_told_where_it_is_answered(path: str, document: Part, client: TestClient) -> None:
    is_refused = read(path, client, Accept="image/png").status_code == 406
    assert is_refused == ("406" in document["paths"][path]["get"]["responses"])


def test_what_has_not_changed_has_every_header_that_is_told(document: Part, client: TestClient) -> None:
    etag = client.get("/claims").headers["etag"]
    answer = client.get("/claims", headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert told(document, "get", "/claims", 304) <= sent(answer.headers)


def test_what_is_not_found_has_every_header_that_is_told(document: Part, client: TestClient) -> None:
    assert told(document, "get", "/claims/{id}", 404) <= sent(client.get("/claims/none").headers)


def test_what_is_made_has_every_header_that_is_told(document: Part, desk: Desk) -> None:
    topic = {"id": "family-unity", "name": "Family unity", "definition": "How far families are kept together."}
    assert told(document, "post", "/topics", 201) <= sent(desk.send("POST", "/topics", topic).headers)


def test_what_is_refused_without_a_key_has_every_header_that_is_told(document: Part, desk: Desk) -> None:
    assert told(document, "get", "/drafts", 401) <= sent(desk.send("GET", "/drafts", scope=None).headers)
