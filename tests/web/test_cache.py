"""The response cache: what is kept, for whom, and for how long. In front of a small application whose answers can be counted."""

import gzip
from itertools import pairwise

import brotli
import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.web.cache import Cache

KIB = 1024
ETAG = '"8c9f"'


class Told:
    """A watch that tells what it was told."""

    def __init__(self) -> None:
        self.told: str | None = "first"

    def mark(self) -> str | None:
        return self.told

    def close(self) -> None:
        """Hold nothing."""


class Counting:
    """An application that answers with its path and query, and how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[tuple[bytes, bytes]] = [
            (b"etag", ETAG.encode()),
            (b"cache-control", b"public, max-age=60"),
            (b"content-type", b"application/json"),
            (b"vary", b"Accept, Accept-Encoding"),
        ]
        self.status = 200
        self.size = 2 * KIB
        self.has_length = True

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        question = f"{scope['path']}?{scope['query_string'].decode()}"
        self.asked.append(question)
        body = f"{question} {len(self.asked)} ".encode().ljust(self.size, b"x")
        given = dict(scope["headers"]).get(b"if-none-match")
        status = 304 if given == ETAG.encode() else self.status
        length = [(b"content-length", str(len(body)).encode())] if self.has_length else []
        own_id = (b"x-request-id", f"app-{len(self.asked)}".encode())
        await send({"type": "http.response.start", "status": status, "headers": [*self.headers, *length, own_id]})
        await send({"type": "http.response.body", "body": b"" if status == 304 or scope["method"] == "HEAD" else body})


class Stand:
    """The application, its cache and a client, which says nothing of codings unless a test does."""

    def __init__(self, max_bytes: int = KIB * KIB) -> None:
        self.app = Counting()
        self.watch = Told()
        self.cache = Cache(self.app, self.watch, max_bytes)
        self.client = TestClient(self.cache, headers={"Accept-Encoding": "identity"})

    def get(self, address: str = "/claims", method: str = "GET", **headers: str) -> Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(method, address, headers=sent)

    def is_kept(self, address: str = "/claims", **headers: str) -> bool:
        """Whether the third of three questions no longer reaches the application."""
        for _ in range(2):
            self.get(address, **headers)
        before = len(self.app.asked)
        self.get(address, **headers)
        return len(self.app.asked) == before


@pytest.fixture
def stand() -> Stand:
    return Stand()


def test_answer_is_kept_when_it_is_asked_for_the_second_time(stand: Stand) -> None:
    answers = [stand.get() for _ in range(4)]
    assert len(stand.app.asked) == 2
    assert answers[3].content == answers[2].content == answers[1].content != answers[0].content
    assert answers[3].headers["ETag"] == ETAG


def test_every_answer_has_a_request_id_of_its_own(stand: Stand) -> None:
    ids = [stand.get().headers["X-Request-ID"] for _ in range(5)]
    assert len(set(ids)) == 5
    assert stand.get(X_Request_ID="mine-1").headers["X-Request-ID"] == "mine-1"


def test_answers_are_forgotten_when_the_data_have_changed(stand: Stand) -> None:
    assert stand.is_kept()
    stand.watch.told = "second"
    assert stand.get().text.split()[1] == "3"


def test_nothing_is_taken_from_the_cache_when_the_state_of_the_data_is_not_known(stand: Stand) -> None:
    assert stand.is_kept()
    stand.watch.told = None
    assert stand.get().text.split()[1] == "3"
    stand.watch.told = "first"
    assert stand.get().text.split()[1] == "2"  # still true


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer x"}, {"Cookie": "a=b"}, {"Range": "bytes=0-1"}, {"If_Modified_Since": "x"}], ids=str
)
def test_request_goes_through_when_its_answer_may_be_another(headers: dict[str, str], stand: Stand) -> None:
    assert stand.is_kept()
    before = len(stand.app.asked)
    for _ in range(3):
        stand.get(**headers)
    assert len(stand.app.asked) == before + 3


def test_nobody_else_sees_what_was_answered_to_a_key(stand: Stand) -> None:
    for _ in range(3):
        stand.get(Authorization="Bearer x")
    assert stand.get().text.split()[1] == "4"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_reads_are_answered_from_the_cache(method: str, stand: Stand) -> None:
    assert stand.is_kept()
    before = len(stand.app.asked)
    stand.get(method=method)
    assert len(stand.app.asked) == before + 1


def test_head_has_the_headers_of_get_and_no_body(stand: Stand) -> None:
    assert stand.is_kept()
    full, head = stand.get(), stand.get(method="HEAD")
    assert head.content == b""
    assert {**head.headers, "x-request-id": ""} == {**full.headers, "x-request-id": ""}
    assert len(stand.app.asked) == 2


def test_body_is_kept_whole_when_it_was_head_that_asked_first(stand: Stand) -> None:
    for _ in range(3):
        assert stand.get(method="HEAD").content == b""
    for _ in range(2):
        assert len(stand.get().content) == stand.app.size
    assert len(stand.app.asked) == 4


def test_same_question_is_one_however_its_parameters_are_ordered(stand: Stand) -> None:
    assert stand.is_kept("/claims?actor=a&kind=x&kind=y&limit=1")
    before = len(stand.app.asked)
    for other in ("limit=1&actor=a&kind=x&kind=y", "kind=x&limit=1&kind=y&actor=a"):
        stand.get(f"/claims?{other}")
    assert len(stand.app.asked) == before


@pytest.mark.parametrize("other", ["/claims?kind=y&kind=x", "/claims?kind=x", "/claims", "/figures?kind=x&kind=y"])
def test_another_question_is_another(other: str, stand: Stand) -> None:
    assert stand.is_kept("/claims?kind=x&kind=y")
    assert stand.get(other).text.startswith(other.replace("/claims", "/claims?") if "?" not in other else other)


def test_each_representation_is_kept_for_itself(stand: Stand) -> None:
    assert stand.is_kept(Accept="text/csv")
    before = len(stand.app.asked)
    stand.get(Accept="application/ld+json")
    assert len(stand.app.asked) == before + 1
    assert stand.is_kept(Accept="*/*")
    before = len(stand.app.asked)
    stand.get(Accept="application/json")
    assert len(stand.app.asked) == before


@pytest.mark.parametrize("status", [201, 206, 301, 404, 422, 500])
def test_only_success_is_kept(status: int, stand: Stand) -> None:
    stand.app.status = status
    assert not stand.is_kept()


@pytest.mark.parametrize("headers", [[], [(b"cache-control", b"no-store")], [(b"cache-control", b"private")]], ids=str)
def test_only_what_is_public_is_kept(headers: list[tuple[bytes, bytes]], stand: Stand) -> None:
    stand.app.headers = [(b"etag", ETAG.encode()), *headers]
    assert not stand.is_kept()


def test_stream_is_not_kept(stand: Stand) -> None:
    stand.app.has_length = False
    assert not stand.is_kept()


def test_file_that_is_asked_for_in_parts_is_not_kept(stand: Stand) -> None:
    stand.app.headers.append((b"accept-ranges", b"bytes"))
    assert not stand.is_kept()


def test_very_long_answer_and_very_long_question_are_not_kept() -> None:
    stand = Stand(64 * KIB * KIB)
    assert not stand.is_kept(f"/claims?q={'a' * 1000}")
    stand.app.size = 5 * KIB * KIB
    assert not stand.is_kept()


def test_nothing_is_kept_when_there_is_no_room_for_it() -> None:
    assert not Stand(0).is_kept()


def test_no_more_is_held_than_there_is_room_for(stand: Stand) -> None:
    stand.app.size = 100 * KIB
    for number in range(30):
        stand.is_kept(f"/claims?q={number}")
    assert stand.cache.answers.currsize <= KIB * KIB
    assert len(stand.cache.answers) >= 8


def test_questions_that_nobody_repeats_leave_alone_what_is_kept(stand: Stand) -> None:
    stand.app.size = 100 * KIB
    assert stand.is_kept("/claims?actor=a")
    for number in range(200):
        stand.get(f"/claims?q={number}")
    before = len(stand.app.asked)
    stand.get("/claims?actor=a")
    assert len(stand.app.asked) == before


@pytest.mark.parametrize("given", [ETAG, f'"x", {ETAG}', f"W/{ETAG}", "*"])
def test_answer_is_304_when_the_client_has_it(given: str, stand: Stand) -> None:
    if given == ETAG:
        for _ in range(4):
            answer = stand.get(If_None_Match=given)
            assert (answer.status_code, answer.content) == (304, b"")
    assert stand.is_kept()
    answer = stand.get(If_None_Match=given)
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", ETAG)
    assert {"content-length", "content-type"}.isdisjoint(answer.headers)
    assert stand.get(If_None_Match='"other"').status_code == 200


@pytest.mark.parametrize("times", [1, 2, 4])
@pytest.mark.parametrize(("coding", "read"), [("gzip", gzip.decompress), ("br", brotli.decompress)], ids=["gzip", "br"])
def test_body_is_coded_as_the_client_takes_it(coding: str, read: object, times: int, stand: Stand) -> None:
    for _ in range(times - 1):
        stand.get(Accept_Encoding=coding)
    with stand.client.stream("GET", "/claims", headers={"Accept-Encoding": coding}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["Content-Length"] == str(len(raw))
    assert answer.headers["ETag"] == f'"8c9f-{coding}"'
    assert len(raw) < stand.app.size / 10
    assert callable(read)
    assert len(read(raw)) == stand.app.size


def test_each_coding_has_a_validator_of_its_own_by_which_it_is_304(stand: Stand) -> None:
    for coding in ("gzip", "br", "identity"):
        for _ in range(3):
            etag = stand.get(Accept_Encoding=coding).headers["ETag"]
            unchanged = stand.get(Accept_Encoding=coding, If_None_Match=etag)
            assert (unchanged.status_code, unchanged.headers["ETag"]) == (304, etag)
    tags = [stand.get(Accept_Encoding=coding).headers["ETag"] for coding in ("gzip", "br", "identity")]
    assert all(one != other for one, other in pairwise(sorted(tags)))


def test_validator_of_a_coding_holds_when_nothing_is_kept() -> None:
    stand = Stand(0)
    answer = stand.get(Accept_Encoding="gzip", If_None_Match='"8c9f-gzip"')
    assert (answer.status_code, answer.headers["ETag"]) == (304, '"8c9f-gzip"')


def test_short_bodies_and_pictures_are_left_as_they_are(stand: Stand) -> None:
    stand.app.size = 100
    assert "Content-Encoding" not in stand.get(Accept_Encoding="gzip").headers
    stand.app.size = 5 * KIB
    stand.app.headers = [*stand.app.headers[:2], (b"content-type", b"application/zip")]
    assert "Content-Encoding" not in stand.get("/other", Accept_Encoding="gzip").headers
