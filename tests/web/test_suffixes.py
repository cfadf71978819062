"""Suffixes: they name a format after a noun or one of its records, and nothing anywhere else."""

import pytest
from starlette.testclient import TestClient

from tests.on_sqlite import ON_SQLITE
from tests.web.refusals import refused
from tests.web.representations import NOUNS, records

pytestmark = ON_SQLITE


@pytest.mark.parametrize("suffix", ["", "xml", "xlsx", "html", "CSV", "Json", "csvx", "csv.json", "json.csv", "json ", "%00", "ttl"])
@pytest.mark.parametrize("noun", NOUNS)
def test_suffix_is_not_found_when_there_is_no_such_format(noun: str, suffix: str, client: TestClient) -> None:
    for address in (f"/{noun}.{suffix}", f"/{noun}/{records(client, noun)[0]}.{suffix}"):
        refused(client, client.get(address), 404, "not-found")


@pytest.mark.parametrize(
    "address",
    [
        "/.csv",
        "/nowhere.csv",
        "/claim.csv",
        "/problems.csv",
        "/problems/not-found.json",
        "/healthz.json",
        "/docs.csv",
        "/openapi.csv",
        "/Claims.csv",
        "/claims//.csv",
        "/claims/.csv",
        "/claims.csv/",
        "/claims/china/x.csv",
        "/claims.csv/china",
        "/figures/compare.ndjson?measure=departures",
    ],
)
def test_suffix_is_not_found_where_no_noun_stands(address: str, client: TestClient) -> None:
    refused(client, client.get(address), 404, "not-found")


def test_refusal_names_the_address_as_it_was_asked_for(client: TestClient) -> None:
    for address in ("/claims/clm_0.csv", "/figures/compare.csv?measure=departures", "/nowhere.csv"):
        problem = refused(client, client.get(address), 404, "not-found")
        assert problem.instance == address
    assert "'clm_0'" in client.get("/claims/clm_0.csv").json()["detail"]


def test_suffix_may_be_percent_encoded(client: TestClient) -> None:
    assert client.get("/claims%2Ecsv?limit=1").content == client.get("/claims.csv?limit=1").content
