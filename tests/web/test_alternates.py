"""Links to the same in every other format (RFC 8288)."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.formats.catalog import FORMATS
from tests.serving import serving
from tests.web.representations import ALL, Representation, alternates_of, ids_in, next_of, records

EVERYTHING = pytest.mark.parametrize("one", ALL, ids=str)
QUESTIONS = [
    "limit=3",
    "actor=China&actor=South+Korea&kind=plan&kind=action",
    "q=%22north+korean%22+-torture&sort=relevance",
    "limit=2&facets=kind,topic&snippets=true&q=china&bom=1",
    "fields=kind,statement&limit=2",
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


def test_link_keeps_the_fields_only_where_they_are_the_same(client: TestClient) -> None:
    found = alternates_of(client.get("/claims.json?fields=chain&limit=1"))
    assert found["application/x-ndjson"] == "/claims.ndjson?fields=chain&limit=1"
    assert found["text/csv"] == "/claims.csv?limit=1"
    found = alternates_of(client.get("/claims.csv?fields=claimant_id"))
    assert found["application/json"] == "/claims.json"


def test_page_in_the_middle_links_to_the_same_page(client: TestClient) -> None:
    onward = next_of(client.get("/claims.csv?limit=3"))
    assert onward is not None
    middle = client.get(onward)
    by_format = {format_.essence: format_ for format_ in FORMATS}
    shown = ids_in(middle, by_format["text/csv"])
    for media_type, address in alternates_of(middle).items():
        assert ids_in(client.get(address), by_format[media_type]) == shown


def test_304_has_the_links_too(client: TestClient) -> None:
    full = client.get("/claims.csv")
    unchanged = client.get("/claims.csv", headers={"If-None-Match": full.headers["ETag"]})
    assert unchanged.headers["Link"] == full.headers["Link"]


def test_links_are_absolute_when_the_public_address_is_known(own_engine: Engine) -> None:
    with serving(own_engine, public_url="https://facts.example") as client:
        answer = client.get("/claims.csv?limit=1", headers={"Host": "elsewhere.example"})
        assert alternates_of(answer)["application/json"] == "https://facts.example/claims.json?limit=1"
        assert (next_of(answer) or "").startswith("https://facts.example/claims.csv?limit=1&cursor=")
        assert answer.text.split("\r\n")[1].endswith(f"https://facts.example/claims/{records(client, 'claims')[0]}")


def test_refusal_links_to_nothing(client: TestClient) -> None:
    assert "Link" not in client.get("/claims.csv?limit=0").headers
