"""Links to the same in every other format (RFC 8288)."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from app.formats.catalog import FORMATS
from tests.on_sqlite import ON_SQLITE
from tests.web.representations import ALL, Representation, alternates_of, ids_in, next_of, records

pytestmark = ON_SQLITE

EVERYTHING = pytest.mark.parametrize("one", ALL, ids=str)
QUESTIONS = [
    "limit=3",
    "actor=China&actor=South+Korea&kind=plan&kind=action",
    "q=%22north+korean%22+-torture&sort=relevance",
    "limit=2&q=china",
    "q=a%3E%22b%3C%26c&limit=1",
]


@EVERYTHING
def test_list_links_to_every_other_format(one: Representation, client: TestClient) -> None:
    found = alternates_of(client.get(one.address))
    assert found == {other.essence: f"/{one.noun}.{other.suffix}" for other in FORMATS if other is not one.format}
    for other in FORMATS:
        if other is not one.format:
            assert ids_in(client.get(found[other.essence]), other) == records(client, one.noun)


@EVERYTHING
def test_record_links_to_every_other_format(one: Representation, client: TestClient) -> None:
    address = f"/{one.noun}/{records(client, one.noun)[0]}"
    for answer in (client.get(f"{address}.{one.format.suffix}"), client.get(address, headers=one.accept)):
        found = alternates_of(answer)
        assert found == {other.essence: f"{address}.{other.suffix}" for other in FORMATS if other is not one.format}
        assert all(client.get(other).status_code == 200 for other in found.values())


@pytest.mark.parametrize("shown", FORMATS, ids=lambda format_: format_.suffix)
@pytest.mark.parametrize("question", QUESTIONS)
def test_link_asks_the_same_question(question: str, shown: object, client: TestClient) -> None:
    suffix = next(format_.suffix for format_ in FORMATS if format_ is shown)
    answer = client.get(f"/claims.{suffix}?{question}")
    asked = dict.fromkeys(parse_qsl(question))
    assert len(alternates_of(answer)) == len(FORMATS) - 1
    for other in FORMATS:
        if other is not shown:
            address = alternates_of(answer)[other.essence]
            kept = parse_qsl(urlsplit(address).query)
            assert [pair for pair in kept if pair[0] != "fields"] == [pair for pair in asked if pair[0] != "fields"]
            shown_format = next(format_ for format_ in FORMATS if format_ is shown)
            assert ids_in(client.get(address), other) == ids_in(answer, shown_format)


def test_link_leaves_out_what_the_other_format_has_no_place_for(client: TestClient) -> None:
    found = alternates_of(client.get("/claims?q=china&facets=kind&snippets=true&limit=2"))
    assert found["application/ld+json"] == "/claims.jsonld?q=china&limit=2"
    assert {found[other] for other in ("text/csv", "application/x-ndjson")} == {
        "/claims.csv?q=china&limit=2",
        "/claims.ndjson?q=china&limit=2",
    }
    assert alternates_of(client.get("/claims.csv?bom=1&fields=kind"))["application/json"] == "/claims.json"


def test_link_keeps_the_fields_only_where_they_are_the_same(client: TestClient) -> None:
    found = alternates_of(client.get("/claims.json?fields=chain&limit=1"))
    assert found["application/x-ndjson"] == "/claims.ndjson?fields=chain&limit=1"
    assert found["text/csv"] == "/claims.csv?limit=1"
    found = alternates_of(client.get("/claims.csv?fields=claimant_id"))
    assert found["application/json"] == "/claims.json"


@pytest.mark.parametrize("address", ["/claims?", "/claims.csv?", "/claims?limit=2&", "/claims.csv?limit=2&"])
def test_links_are_left_out_when_they_would_make_the_header_long(address: str, client: TestClient) -> None:
    short = f"{address}q=china"
    long = f"{short}{'+china' * 45}&topic=refugee-status{'&document=china-north-korean-refugees-2008' * 15}"
    assert len(alternates_of(client.get(short))) == len(FORMATS) - 1
    answer = client.get(long)
    assert answer.status_code == 200
    assert alternates_of(answer) == {}
    assert 'rel="license"' in answer.headers["Link"]
    assert (next_of(answer) is not None) == ("limit" in address)


@pytest.mark.parametrize("times", range(1, 20, 2))
def test_header_stays_short_however_long_the_question(times: int, client: TestClient) -> None:
    answer = client.get(f"/claims?limit=2{'&document=china-north-korean-refugees-2008' * times}")
    assert next_of(answer) is not None
    assert len(answer.headers["Link"]) < 4_500


def test_page_in_the_middle_links_to_the_same_page(client: TestClient) -> None:
    onward = next_of(client.get("/claims.csv?limit=3"))
    assert onward is not None
    middle = client.get(onward)
    by_format = {format_.essence: format_ for format_ in FORMATS}
    shown = ids_in(middle, by_format["text/csv"])
    for media_type, address in alternates_of(middle).items():
        assert ids_in(client.get(address), by_format[media_type]) == shown
