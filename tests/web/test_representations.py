"""Every resource in every format: 200, 304, HEAD, 406 and paging, from the catalogue."""

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.formats.catalog import FORMATS
from tests.on_sqlite import ON_SQLITE
from tests.web.refusals import only_error, refused
from tests.web.representations import ALL, EXPORTS, NOUNS, Representation, alternates_of, ids_in, next_of, pages, records

pytestmark = ON_SQLITE

EVERYTHING = pytest.mark.parametrize("one", ALL, ids=str)


def record_of(client: TestClient, one: Representation) -> str:
    """The address of a record, without a suffix."""
    return f"/{one.noun}/{records(client, one.noun)[0]}"


def addresses(client: TestClient, one: Representation) -> list[tuple[str, dict[str, str]]]:
    """The list, a page of it and a record: each by suffix and by what is accepted."""
    record = record_of(client, one)
    by_suffix = [one.address, f"{one.address}?limit=2", f"{record}.{one.format.suffix}"]
    return [(address, {}) for address in by_suffix] + [
        (address, one.accept) for address in (f"/{one.noun}", f"/{one.noun}?limit=2", record)
    ]


def told(answer: Response) -> dict[str, str]:
    """The headers that must be the same for every answer to the same question."""
    return {name: value for name, value in answer.headers.items() if name not in {"x-request-id", "date"}}


@EVERYTHING
def test_list_is_the_same_by_suffix_and_by_what_is_accepted(one: Representation, client: TestClient) -> None:
    by_suffix, by_accept = client.get(one.address), client.get(f"/{one.noun}", headers=one.accept)
    assert ids_in(by_suffix, one.format) == ids_in(by_accept, one.format) == records(client, one.noun)
    assert by_suffix.content == by_accept.content
    assert told(by_suffix) == told(by_accept)


@EVERYTHING
def test_record_is_the_same_by_suffix_and_by_what_is_accepted(one: Representation, client: TestClient) -> None:
    for public_id in records(client, one.noun)[:3]:
        by_suffix = client.get(f"/{one.noun}/{public_id}.{one.format.suffix}")
        by_accept = client.get(f"/{one.noun}/{public_id}", headers=one.accept)
        assert ids_in(by_suffix, one.format) == ids_in(by_accept, one.format) == [public_id]
        assert by_suffix.content == by_accept.content
        assert told(by_suffix) == told(by_accept)


@EVERYTHING
def test_suffix_decides_whatever_is_accepted(one: Representation, client: TestClient) -> None:
    plain = client.get(one.address)
    for accept in ("image/png", "application/json", "text/csv", "*/*;q=0", ";;"):
        assert client.get(one.address, headers={"Accept": accept}).content == plain.content


@EVERYTHING
def test_answer_varies_by_what_is_accepted(one: Representation, client: TestClient) -> None:
    for address, headers in addresses(client, one):
        moment = ", Accept-Datetime" if address.count("/") > 1 else ""  # records are given as they read at one
        assert client.get(address, headers=headers).headers["Vary"] == f"Accept, Accept-Encoding{moment}"


@EVERYTHING
def test_validator_is_weak_for_what_is_streamed_and_strong_for_the_rest(one: Representation, client: TestClient) -> None:
    for address, headers in addresses(client, one):
        etag = client.get(address, headers=headers).headers["ETag"]
        is_streamed = one.format.is_export and address in {one.address, f"/{one.noun}"}
        assert etag.startswith('W/"') is is_streamed
        assert etag.removeprefix("W/").startswith('"')


@EVERYTHING
def test_answer_is_304_when_the_client_has_it(one: Representation, client: TestClient) -> None:
    for address, headers in addresses(client, one):
        full = client.get(address, headers=headers)
        for given in (full.headers["ETag"], f'"x", {full.headers["ETag"]}', "*"):
            answer = client.get(address, headers=headers | {"If-None-Match": given})
            assert (answer.status_code, answer.content) == (304, b"")
            kept = {name: told(answer).get(name) for name in ("etag", "vary", "cache-control", "last-modified")}
            assert kept.items() <= told(full).items()
        assert client.get(address, headers=headers | {"If-None-Match": '"x"'}).status_code == 200


@EVERYTHING
def test_answer_is_304_when_it_has_not_changed_since(one: Representation, client: TestClient) -> None:
    for address, headers in addresses(client, one):
        full = client.get(address, headers=headers)
        dated = headers | {"If-Modified-Since": full.headers["Last-Modified"]}
        assert client.get(address, headers=dated).status_code == 304


@EVERYTHING
def test_head_is_get_without_its_body(one: Representation, client: TestClient) -> None:
    for address, headers in addresses(client, one):
        full, head = client.get(address, headers=headers), client.head(address, headers=headers)
        assert (head.status_code, head.content) == (200, b"")
        assert told(head) == told(full)


@EVERYTHING
def test_no_other_format_has_its_validator(one: Representation, client: TestClient) -> None:
    for address, headers in addresses(client, one):
        full = client.get(address, headers=headers)
        for other in alternates_of(full).values():
            answer = client.get(other, headers={"If-None-Match": full.headers["ETag"]})
            assert answer.status_code == 200
            assert answer.headers["ETag"] != full.headers["ETag"]


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("accept", ["image/png", "text/html", "application/csv", "text/csv;q=0, application/json;q=0", "csv"])
def test_request_is_refused_when_it_accepts_no_format(noun: str, accept: str, client: TestClient) -> None:
    for address in (f"/{noun}", f"/{noun}?limit=1", f"/{noun}/{records(client, noun)[0]}"):
        answer = client.get(address, headers={"Accept": accept})
        error = only_error(refused(client, answer, 406, "not-acceptable"))
        assert error.allowed == [format_.essence for format_ in FORMATS]
        assert answer.headers["Vary"] == "Accept"


@EVERYTHING
def test_pages_hold_each_record_once_in_order(one: Representation, client: TestClient) -> None:
    everything = records(client, one.noun)
    for limit in (1, 4) if len(everything) > 1 else (1,):
        walked = list(pages(client, f"{one.address}?limit={limit}"))
        assert [public_id for page in walked for public_id in ids_in(page, one.format)] == everything
        assert len(walked) == -(-len(everything) // limit)
        assert all(next_of(page).startswith(f"{one.address}?") for page in walked[:-1])  # type: ignore[union-attr]  # only the last has none


@EVERYTHING
def test_next_page_has_no_suffix_when_none_was_asked_for(one: Representation, client: TestClient) -> None:
    walked = list(pages(client, f"/{one.noun}?limit=5", one.accept))
    assert [public_id for page in walked for public_id in ids_in(page, one.format)] == records(client, one.noun)
    assert all(next_of(page).startswith(f"/{one.noun}?") for page in walked[:-1])  # type: ignore[union-attr]  # as above


@pytest.mark.parametrize("one", EXPORTS, ids=str)
def test_everything_is_written_when_no_limit_is_given(one: Representation, client: TestClient) -> None:
    answer = client.get(one.address)
    assert next_of(answer) is None
    assert "Content-Length" not in answer.headers
    page = client.get(f"{one.address}?limit=500")
    assert ids_in(answer, one.format) == ids_in(page, one.format)
    if one.format.suffix != "jsonld":  # which says of a page that it is one
        assert answer.content == page.content


@EVERYTHING
def test_record_takes_no_parameters(one: Representation, client: TestClient) -> None:
    refused(client, client.get(f"{record_of(client, one)}.{one.format.suffix}?limit=1"), 422, "invalid-query")


@EVERYTHING
def test_refusal_is_a_problem_whatever_the_format(one: Representation, client: TestClient) -> None:
    for question in ("limit=0", "nothing=1", "sort=nothing", "cursor=AAAA", "q=%00"):
        refused(client, client.get(f"{one.address}?{question}"), 422, "invalid-query")
    refused(client, client.get(f"/{one.noun}/nothing-is-called-that.{one.format.suffix}"), 404, "not-found")
    refused(client, client.post(one.address), 405, "method-not-allowed")
