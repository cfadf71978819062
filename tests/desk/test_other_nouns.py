"""Stakeholders, documents and topics over HTTP, and the claims that show them."""

from typing import Any

import pytest

from tests.asking import ids
from tests.desk.desk import NOTE, Data, Desk, a_claim, errors_of, new_claim

PARTY = {
    "id": "ferry-company",
    "name": "Ferry Company",
    "kind": "group",
    "description": "Runs the ferry.",
    "parent": "china",
    "aliases": [{"name": "The Ferries", "language": "en"}],
    "outside_knowledge": {
        "parent": None,
        "iso_alpha_2": None,
        "iso_alpha_3": None,
        "aliases": [{"name": "Fährgesellschaft", "language": "de"}],
        "identifiers": {"wikidata": "Q99999999"},
        "same_as": ["https://ferry.example/"],
    },
}
DOCUMENT = {
    "id": "ferry-report",
    "title": "The ferry is full",
    "publisher": "china",
    "byline": "A. Purser",
    "published_at": "2008-01-03T10:00:00Z",
    "language": "en",
    "source_url": "https://ferry.example/report",
    "archived_url": None,
    "retrieved_at": None,
    "sha256": "0" * 64,
    "length": 100000,
    "front_matter_blocks": 2,
    "rights": None,
}
TOPIC = {
    "id": "ferries",
    "name": "Ferries",
    "definition": "What crosses water.",
    "mappings": [{"scheme": "iptc", "uri": "https://cv.example/ferries", "match": "close"}],
}
SENT: dict[str, Data] = {"stakeholders": PARTY, "documents": DOCUMENT, "topics": TOPIC}


@pytest.mark.parametrize("noun", SENT)
def test_created_record_says_what_was_sent(noun: str, desk: Desk) -> None:
    sent = SENT[noun]
    answer = desk.send("POST", f"/{noun}", sent)
    assert answer.status_code == 201, answer.text
    address = answer.headers["location"]
    assert address == f"/{noun}/{sent['id']}"
    assert desk.content(address) == without_nulls(sent)
    assert desk.client.get(address).headers["etag"] == answer.headers["etag"]
    assert sent["id"] in ids(desk.client, f"/{noun}")
    again = desk.send("POST", f"/{noun}", sent)
    assert (again.status_code, errors_of(again)) == (409, [("", "already_there")])


@pytest.mark.parametrize("noun", SENT)
def test_id_is_permanent(noun: str, desk: Desk) -> None:
    address = desk.get(f"/{noun}?limit=1")["items"][0]["url"]
    own = address.rpartition("/")[2]
    answer = desk.patch(address, {"id": "another"})
    assert (answer.status_code, errors_of(answer)) == (422, [("/id", "not_allowed")])
    assert answer.json()["errors"][0]["allowed"] == [own]


def test_names_of_a_new_stakeholder_resolve(desk: Desk) -> None:
    desk.done("POST", "/stakeholders", PARTY)
    record = desk.done("POST", "/claims", new_claim(desk, participants={"mentioned": ["ferry-company"]}))
    for name in ("ferry-company", "ferry company", "Fahrgesellschaft", "the ferries", "Q99999999"):
        assert ids(desk.client, "/claims", mentioned=name) == [record["id"]], name


def test_new_name_shows_in_claims_and_the_old_one_no_longer_resolves(desk: Desk) -> None:
    shown = ids(desk.client, "/claims", claimant="china")
    answer = desk.patch("/stakeholders/china", {"name": "The Middle Kingdom", "aliases": [{"name": "Zhongguo"}]})
    assert answer.status_code == 200, answer.text
    claim = desk.get(f"/claims/{shown[0]}")
    assert claim["claimant"]["name"] == "The Middle Kingdom"
    assert "The Middle Kingdom" in claim["attribution"]
    assert claim["status"] == "published"
    assert ids(desk.client, "/claims", claimant="zhongguo") == shown
    assert set(ids(desk.client, "/claims", q="kingdom")) >= set(shown)
    assert desk.client.get("/claims?claimant=Beijing").status_code == 422


def without_nulls(sent: Any) -> Any:  # noqa: ANN401 (any JSON)
    """As content is answered: what is not known is left out."""
    if isinstance(sent, dict):
        return {name: without_nulls(value) for name, value in sent.items() if value is not None}
    return [without_nulls(item) for item in sent] if isinstance(sent, list) else sent


def test_outside_knowledge_is_patched_member_by_member(desk: Desk) -> None:
    before = desk.content("/stakeholders/china")
    desk.patch("/stakeholders/china", {"outside_knowledge": {"iso_alpha_2": None, "identifiers": {"viaf": "1"}}})
    after = desk.content("/stakeholders/china")
    outside = before["outside_knowledge"]
    del outside["iso_alpha_2"]
    assert after == before | {"outside_knowledge": outside | {"identifiers": outside["identifiers"] | {"viaf": "1"}}}


def test_parents_that_are_wrong_are_refused(desk: Desk) -> None:
    for parent, told in (("no-such-party", "there is no stakeholder"), ("china", "belongs to itself")):
        answer = desk.patch("/stakeholders/china", {"parent": parent})
        assert errors_of(answer) == [("/parent", "broken_rule")]
        assert told in answer.json()["detail"]
    first, second = (item["id"] for item in desk.get("/stakeholders?limit=2")["items"])
    both = desk.patch(f"/stakeholders/{first}", {"parent": second, "outside_knowledge": {"parent": second}})
    assert errors_of(both) == [("/parent", "broken_rule")]


def test_document_shows_anew_in_its_claims(desk: Desk) -> None:
    (document,) = desk.get("/documents")["items"][:1]
    claim = a_claim(desk)
    answer = desk.patch(document["url"], {"title": "Another headline"})
    assert answer.status_code == 200, answer.text
    assert desk.get(claim)["evidence"][0]["document"]["title"] == "Another headline"
    assert desk.get(claim)["status"] == "published"


def test_publisher_of_a_document_is_who_reports_its_claims(desk: Desk) -> None:
    desk.done("POST", "/stakeholders", PARTY)
    (document,) = desk.get("/documents")["items"][:1]
    own = [item for item in desk.get("/claims?limit=500")["items"] if len(item["chain"]) == 1]
    answer = desk.patch(document["url"], {"publisher": "ferry-company", "published_at": "2009-02-03T00:00:00Z"})
    assert answer.status_code == 200, answer.text
    claim = desk.get(own[0]["url"])
    assert claim["claimant"]["id"] == claim["chain"][0]["stakeholder"]["id"] == "ferry-company"
    assert claim["chain"][0]["said_on"] == "2009-02-03"
    assert set(ids(desk.client, "/claims", claimant="ferry-company")) == {item["id"] for item in own}
    assert {item["count"] for item in desk.get("/stakeholders/ferry-company")["claims"]} == {len(own)}
    desk.patch(document["url"], {"publisher": None})
    assert ids(desk.client, "/claims", claimant="ferry-company") == []
    assert desk.get(own[0]["url"])["claimant"] is None


def test_document_is_not_cut_below_its_evidence(desk: Desk) -> None:
    (document,) = desk.get("/documents")["items"][:1]
    answer = desk.patch(document["url"], {"length": 10})
    assert answer.status_code == 422
    assert errors_of(answer) == [("/length", "broken_rule")]


def test_topic_shows_anew_in_its_claims(desk: Desk) -> None:
    topic = next(item for item in desk.get("/topics?limit=500")["items"] if item["claims"])
    answer = desk.patch(topic["url"], {"name": "Zeppelins", "definition": "What flies."})
    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] == "Zeppelins"
    assert desk.get(f"{topic['url']}/versions/1")["name"] == topic["name"]
    assert [item["note"] for item in desk.get(f"{topic['url']}/versions")["items"]] == [NOTE["note"], None]
    assert ids(desk.client, "/claims", topic="zeppelins") == ids(desk.client, "/claims", topic=topic["id"])


def test_counts_follow_a_new_claim(desk: Desk) -> None:
    def counted() -> Data:
        claim = desk.content(a_claim(desk))
        return {slug: desk.get(f"/topics/{slug}")["claims"] for slug in claim["topics"]}

    before = counted()
    desk.done("POST", "/claims", new_claim(desk))
    assert counted() != before


@pytest.mark.parametrize(
    "url", ["https://\u798f", "https://x.example/\u00e4", "https://x.example/%zz", "ftp://x.example", "https://x.example/a b", "https:///x"]
)
def test_address_that_is_no_url_is_refused(url: str, desk: Desk) -> None:
    answer = desk.send("POST", "/documents", DOCUMENT | {"source_url": url})
    assert errors_of(answer) == [("/source_url", "bad_value")]


@pytest.mark.parametrize("url", ["https://x.example", "http://x.example:8080/a%20b/~c?d=e&f=(g)#h/i?"])
def test_address_that_is_a_url_is_kept(url: str, desk: Desk) -> None:
    assert desk.done("POST", "/documents", DOCUMENT | {"source_url": url})["source_url"] == url
