"""CSL-JSON: citations that reference managers read."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.formats.csl import CSL, write_csl
from app.shape.base import DATA_LICENSE
from tests.formats.listings import ATTRIBUTION, claim_body, hop, listing

DOCUMENT = {
    "id": "ledger",
    "url": "/documents/ledger",
    "title": "The ledger",
    "published_at": "2034-05-01T22:00:00Z",
    "language": "fr",
    "byline": "A. Clerk",
    "publisher": {"name": "Harbour Radio"},
    "license": DATA_LICENSE,
    "citation": {"long": "A. Clerk. “The ledger”. Record: Refugee Policy Facts, /documents/ledger (CC BY 4.0)."},
}


def items(*bodies: str, base: str = "") -> list[dict[str, Any]]:
    parsed: list[dict[str, Any]] = json.loads(b"".join(write_csl(listing(bodies, base=base))))
    return parsed


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_array_is_valid_whatever_its_length(count: int) -> None:
    ids = [f"clm_{index}" for index in range(count)]
    assert [item["id"] for item in items(*map(claim_body, ids))] == ids


def test_claim_is_cited_by_its_document_with_its_attribution() -> None:
    (item,) = items(claim_body("clm_1", statement="Ships lie “here”."), base="https://facts.example")
    assert item == {
        "id": "clm_1",
        "type": "document",
        "title": "Ledger",
        "issued": {"date-parts": [[2034, 5, 1]]},
        "URL": "https://facts.example/claims/clm_1",
        "note": f"Ships lie “here”. {ATTRIBUTION} Paragraph 3. Refugee Policy Facts, https://facts.example/claims/clm_1 (CC BY 4.0).",
        "source": "Refugee Policy Facts",
    }


def test_date_is_left_out_when_the_document_has_none() -> None:
    (item,) = items(claim_body(chain=[hop(said_on=None).model_dump()]))
    assert "issued" not in item


def test_document_is_cited_by_its_own_title_and_language() -> None:
    (item,) = items(json.dumps(DOCUMENT))
    assert (item["title"], item["issued"], item["language"]) == ("The ledger", {"date-parts": [[2034, 5, 1]]}, "fr")
    assert (item["author"], item["publisher"]) == ([{"literal": "A. Clerk"}], "Harbour Radio")


def test_figure_has_the_day_of_its_document(client: TestClient) -> None:
    figures = client.get("/figures", params={"limit": 500}).json()["items"]
    days = {figure["id"]: figure["reported_on"] for figure in figures}
    issued = {item["id"]: item["issued"]["date-parts"][0] for item in client.get("/figures.csl").json()}
    assert {public_id: "{}-{:02}-{:02}".format(*parts) for public_id, parts in issued.items()} == days


@pytest.mark.parametrize(
    ("members", "title"),
    [({"name": "Port Sable"}, "Port Sable"), ({"description": "What one does."}, "What one does."), ({}, "port-sable")],
    ids=["name", "description", "id"],
)
def test_record_of_another_noun_is_cited_by_what_it_is_called(members: dict[str, str], title: str) -> None:
    body: dict[str, Any] = {
        "id": "port-sable",
        "url": "/stakeholders/port-sable",
        "license": DATA_LICENSE,
        "citation": {"long": ""},
    } | members
    (item,) = items(json.dumps(body))
    assert (item["title"], item["URL"]) == (title, "/stakeholders/port-sable")


def test_record_is_an_array_of_one() -> None:
    body = claim_body()
    assert json.loads(CSL.write_record(listing([body]))) == items(body)
