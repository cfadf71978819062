"""An export that broke off goes on after the last record that came: its id is cursor enough."""

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.formats.catalog import BY_SUFFIX
from tests.asking import ids
from tests.web.refusals import refused_query
from tests.web.representations import EXPORTS, NOUNS, Representation, ids_in

ORDERS = [(resource.noun, sort) for resource in RESOURCES for sort in resource.sorts]
CLAIM_ORDERS = [sort for noun, sort in ORDERS if noun == "claims"]


def exported(client: TestClient, address: str, suffix: str = "ndjson") -> list[str]:
    return ids_in(client.get(address), BY_SUFFIX[suffix])


@pytest.mark.parametrize(("noun", "sort"), ORDERS)
def test_export_goes_on_after_any_record_in_any_order(noun: str, sort: str, client: TestClient) -> None:
    address = f"/{noun}.ndjson?sort={sort}"
    whole = exported(client, address)
    for at in sorted({0, 1, len(whole) // 2, len(whole) - 2, len(whole) - 1} & set(range(len(whole)))):
        assert exported(client, f"{address}&cursor={whole[at]}") == whole[at + 1 :]


@pytest.mark.parametrize("one", EXPORTS, ids=str)
def test_every_format_goes_on_alike(one: Representation, client: TestClient) -> None:
    whole = exported(client, one.address, one.format.suffix)
    for at in (0, len(whole) - 1):
        assert exported(client, f"{one.address}?cursor={whole[at]}", one.format.suffix) == whole[at + 1 :]


def test_rest_is_a_whole_answer_of_its_format(client: TestClient) -> None:
    last = ids(client, "/claims")[-1]
    header = client.get("/claims.csv?limit=1").text.split("\r\n")[0]
    assert client.get(f"/claims.csv?cursor={last}").text == f"{header}\r\n"
    assert client.get(f"/claims.csl?cursor={last}").json() == []
    assert client.get(f"/claims.ndjson?cursor={last}").content == b""


@pytest.mark.parametrize("sort", ["relevance", *CLAIM_ORDERS])
@pytest.mark.parametrize("question", ["q=refugees", "q=china -torture", "q=-china"])
def test_search_goes_on_after_any_match(question: str, sort: str, client: TestClient) -> None:
    address = f"/claims.ndjson?{question}&sort={sort}"
    whole = exported(client, address)
    assert len(whole) > 3
    for at in range(len(whole)):
        assert exported(client, f"{address}&cursor={whole[at]}") == whole[at + 1 :]


@pytest.mark.parametrize("sort", CLAIM_ORDERS)
def test_cursor_is_refused_when_the_filters_leave_its_record_out(sort: str, client: TestClient) -> None:
    everything = ids(client, "/claims", sort=sort)
    matching = ids(client, "/claims", sort=sort, kind="condition")
    left_out = [public_id for public_id in everything if public_id not in matching]
    assert left_out
    for public_id in left_out:
        error = refused_query(client, client.get(f"/claims.ndjson?sort={sort}&kind=condition&cursor={public_id}"))
        assert (error.code, error.suggestions) == ("bad_cursor", [])
        assert f"does not hold '{public_id}'" in error.detail


def test_cursor_is_refused_when_its_record_does_not_match(client: TestClient) -> None:
    matching = ids(client, "/claims", q="china", sort="published")
    everything = ids(client, "/claims", sort="published")
    public_id = next(one for one in everything[5:] if one not in matching)
    for address in ("/claims.ndjson", "/claims"):
        assert refused_query(client, client.get(f"{address}?q=china&sort=published&cursor={public_id}")).code == "bad_cursor"


def test_id_is_cursor_enough_for_a_page_too(client: TestClient) -> None:
    whole = ids(client, "/claims", sort="published")
    page = client.get(f"/claims?sort=published&limit=4&cursor={whole[6]}").json()
    assert [item["id"] for item in page["items"]] == whole[7:11]
    assert client.get(page["next"]).json()["items"][0]["id"] == whole[11]
    assert page["total"] == len(whole)


def test_cursor_of_a_page_is_taken_by_an_export(client: TestClient) -> None:
    page = client.get("/claims?limit=7&actor=China").json()
    rest = exported(client, f"/claims.ndjson?actor=China&cursor={page['next_cursor']}")
    assert [item["id"] for item in page["items"]] + rest == ids(client, "/claims", actor="China")


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("cursor", ["nothing-is-called-that", "clm_00000000000000000000000000", "AAAA", "e30"])
def test_cursor_is_refused_when_no_record_has_that_id(noun: str, cursor: str, client: TestClient) -> None:
    for address in (f"/{noun}.ndjson", f"/{noun}.csv", f"/{noun}"):
        error = refused_query(client, client.get(f"{address}?cursor={cursor}"))
        assert (error.parameter, error.code) == ("cursor", "bad_cursor")


@pytest.mark.parametrize(("noun", "cursor"), [("claims", "china"), ("topics", "china"), ("figures", "refugee-status")])
def test_cursor_is_refused_when_the_id_is_of_another_noun(noun: str, cursor: str, client: TestClient) -> None:
    assert refused_query(client, client.get(f"/{noun}.ndjson?cursor={cursor}")).code == "bad_cursor"
