"""PostgreSQL answers as SQLite does, to the byte. What is asked of SQLite alone elsewhere holds for both by this."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.db.engine import open_engine
from app.db.migrate import migrate
from app.ingest.files import DataFiles
from tests.conftest import BACKENDS, LOADED_AT, Databases
from tests.serving import load_files, serving
from tests.web.addresses import ANSWERED, REFUSED
from tests.web.representations import ALL, Representation, next_of, records
from tests.web.test_addresses import UNKNOWN
from tests.web.test_alternates import QUESTIONS as LINKED
from tests.web.test_same_records import QUESTIONS
from tests.web.wrong_questions import NAMES, PARAMETERS, REVERSED, VALUES

ASKED = {
    *QUESTIONS,
    *(f"/claims?{question}" for question in LINKED),
    *(f"/{resource.noun}?sort={sort}&limit=5" for resource in RESOURCES for sort in resource.sorts),
    *(f"/{resource.noun}?facets={','.join(resource.facets)}" for resource in RESOURCES if resource.facets),
    *(address for address in ANSWERED if address != "/readyz"),  # which says how many connections there are
    *(f"/claims?q=china&snippets=true&cursor={cursor}" for cursor in ("AAAA", "clm_0", "%00")),
}
WRONG = {
    *REFUSED,
    *(unknown.address for unknown in UNKNOWN),
    *(wrong.address for wrong in (*NAMES, *PARAMETERS, *VALUES)),
    *(address for address, _ in REVERSED),
}
CALLER = {"X-Request-ID": "the-same"}
Both = tuple[TestClient, TestClient]


@pytest.fixture(scope="module")
def both(seed_files: DataFiles, postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """A client of the app on either database, with the seed in each."""
    with ExitStack() as stack:

        def start(backend: str) -> TestClient:
            server = postgresql if backend == "postgresql" else None
            engine = open_engine(Databases(backend, tmp_path_factory.mktemp(backend), server).create())
            stack.callback(engine.dispose)
            migrate(engine)
            load_files(engine, seed_files, LOADED_AT)
            return stack.enter_context(serving(engine))

        first, second = map(start, BACKENDS)
        yield first, second


def told(answer: Response) -> tuple[int, dict[str, str], bytes]:
    """All of an answer but its validator: lists have one of the database that they were read from."""
    return answer.status_code, {name: value for name, value in answer.headers.items() if name != "etag"}, answer.content


def answers(both: Both, method: str, address: str, **headers: str) -> list[Response]:
    return [client.request(method, address, headers=CALLER | headers) for client in both]


def same(both: Both, method: str, address: str, **headers: str) -> Response:
    """The answer of both."""
    first, second = answers(both, method, address, **headers)
    assert told(first) == told(second)
    return first


def addresses(both: Both, one: Representation) -> list[str]:
    """A list, its first page and the one after it, and a record."""
    client = both[0]
    page = f"{one.address}?limit=1"
    following = next_of(client.get(page))
    return [one.address, page, *([following] if following else []), f"/{one.noun}/{records(client, one.noun)[0]}.{one.format.suffix}"]


@pytest.mark.parametrize("one", ALL, ids=str)
def test_every_format_is_the_same_from_both(one: Representation, both: Both) -> None:
    for address in addresses(both, one):
        assert same(both, "GET", address).status_code == 200
        assert same(both, "HEAD", address).status_code == 200


@pytest.mark.parametrize("one", ALL, ids=str)
def test_answer_of_either_is_304_to_who_has_it(one: Representation, both: Both) -> None:
    for address in addresses(both, one):
        for client in both:
            full = client.get(address)
            assert client.get(address, headers={"If-None-Match": full.headers["ETag"]}).status_code == 304
            assert client.get(address, headers={"If-Modified-Since": full.headers["Last-Modified"]}).status_code == 304
            assert client.get(address, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("noun", [resource.noun for resource in RESOURCES])
def test_every_record_is_the_same_from_both_with_its_validator(noun: str, both: Both) -> None:
    for public_id in records(both[0], noun):
        first, second = answers(both, "GET", f"/{noun}/{public_id}")
        assert told(first) == told(second)
        assert first.headers["ETag"] == second.headers["ETag"]


@pytest.mark.parametrize("address", sorted(ASKED))
def test_question_is_answered_alike_by_both(address: str, both: Both) -> None:
    same(both, "GET", address)


@pytest.mark.parametrize("address", sorted(WRONG))
def test_wrong_question_is_refused_alike_by_both(address: str, both: Both) -> None:
    assert same(both, "GET", address).status_code >= 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_answered_alike_by_both(method: str, both: Both) -> None:
    for address in ANSWERED:
        same(both, method, address)
