"""What is answered at once and what is answered in a thread is the same answer, and no reader waits for another."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.db.snapshot import NotAtOnceError, Snapshot
from app.query.parameters import ListQuery
from app.web.service import Service
from tests.serving import serving

QUESTIONS = (
    "/claims",
    "/claims?actor=China&limit=3",
    "/claims?actor=China&kind=plan&facets=kind,claimant",
    "/claims?q=refugees&snippets=true",
    "/figures?value_min=30&sort=-value",
    "/stakeholders/china",
    "/stakeholders/Beijing",
    "/claims?actor=Chna",
    "/figures/compare?measure=departures",
    "/claims.csv?actor=China",
    "/claims?actor=China&limit=500",
    "/claims?actor=China&fields=statement",
    "/claims.bib?limit=3",
)


@pytest.fixture
def uncached(own_engine: Engine) -> Iterator[TestClient]:
    """A client of a service that keeps no answers."""
    with serving(own_engine, cache_bytes=0) as client:
        yield client


def service_of(client: TestClient) -> Service:
    service: Service = client.app.state.service  # type: ignore[attr-defined]  # the type of any ASGI application has no state
    return service


def told(client: TestClient, question: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """An answer, without the id of its request."""
    answer = client.get(question, headers=headers)
    own_id = answer.headers.pop("x-request-id")
    return answer.status_code, answer.content.replace(own_id.encode(), b""), dict(answer.headers)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_is_the_same_whether_it_takes_time_or_not(question: str, uncached: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = told(uncached, question), told(uncached, question)  # the second time, counts and names are known
    assert "api-version" in again[2]

    def never(_reads: object) -> None:
        raise NotAtOnceError

    monkeypatch.setattr("app.db.reads.Reads.snapshot_at_once", never)
    assert first == again == told(uncached, question)


def test_what_takes_time_is_not_done_in_the_event_loop(uncached: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    hurried: list[bool] = []
    ask = Snapshot.rows

    def note(snapshot: Snapshot, *given: object) -> object:
        hurried.append(snapshot._is_hurried)  # noqa: SLF001 (what is under test)
        return ask(snapshot, *given)  # type: ignore[arg-type]

    uncached.get("/claims?facets=kind")
    monkeypatch.setattr(Snapshot, "rows", note)
    uncached.get("/claims?facets=topic")
    assert not hurried[-1]
    if service_of(uncached).reads._at_once is None:  # noqa: SLF001 (as above)
        assert not any(hurried)


def test_known_counts_are_answered_at_once_on_sqlite(uncached: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    if service_of(uncached).reads._at_once is None:  # noqa: SLF001 (what is under test)
        pytest.skip("asking PostgreSQL means waiting")
    asked = ("/claims?actor=China", "/stakeholders/china", "/figures/compare?measure=departures")
    known = [told(uncached, question) for question in asked]
    tags = [headers["etag"] for _, _, headers in known]

    def never(_reads: object) -> None:
        raise AssertionError

    monkeypatch.setattr("app.db.reads.Reads.snapshot", never)
    assert [told(uncached, question) for question in asked] == known
    assert [told(uncached, question, **{"If-None-Match": tag})[0] for question, tag in zip(asked, tags, strict=True)] == [304] * 3


def test_query_that_was_read_before_is_the_same_query(uncached: TestClient) -> None:
    for _ in range(2):
        assert uncached.get("/claims?limit=0").status_code == 422
        assert len(uncached.get("/claims?limit=2").json()["items"]) == 2
        assert len(uncached.get("/claims?limit=3").json()["items"]) == 3


def test_digest_stands_for_what_selects_and_orders() -> None:
    digests = {ListQuery(q=q, limit=limit).digest for q in ("refugees", "refuge") for limit in (1, 2)}
    assert len(digests) == 2
