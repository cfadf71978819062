"""Feeds: what feed readers read of records."""

import json
from html import unescape
from typing import Any

import feedparser
import pytest
from starlette.testclient import TestClient

from app.formats.atom import write_atom
from app.formats.format import Envelope
from app.formats.json_feed import write_json_feed
from tests.formats.listings import ATTRIBUTION, STATEMENT, claim_body, listing

BASE = "https://facts.example"
PAGE = Envelope(total=3, next_url="/claims.atom?cursor=abc", next_cursor="abc", query='{"description":"claims about <harbours>"}')


def atom(*bodies: str, base: str = BASE, envelope: Envelope = PAGE) -> Any:  # noqa: ANN401 (feedparser is untyped)
    """What a feed reader reads; it says of itself whether it is well-formed."""
    parsed = feedparser.parse(b"".join(write_atom(listing(bodies, base=base, envelope=envelope))))
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    return parsed


def json_feed(*bodies: str, base: str = BASE, envelope: Envelope = PAGE) -> dict[str, Any]:
    """The feed as a program reads it."""
    feed: dict[str, Any] = json.loads(b"".join(write_json_feed(listing(bodies, base=base, envelope=envelope))))
    return feed


def test_entry_never_lacks_its_attribution() -> None:
    body = claim_body("clm_1", statement="Ships & <boats> lie “here”.")
    (entry,) = atom(body).entries
    (item,) = json_feed(body)["items"]
    assert entry.title == item["title"] == "Ships & <boats> lie “here”."
    assert ATTRIBUTION in entry.summary
    assert item["content_text"] == unescape(entry.summary)
    assert item["_refugee_policy_facts"]["attribution"] == ATTRIBUTION
    assert entry.link == item["url"] == f"{BASE}/claims/clm_1"
    assert [tag.term for tag in entry.tags] == item["tags"] == ["condition", "harbours"]
    assert entry.published == entry.updated == "2034-05-01T12:00:00+00:00"
    assert item["date_published"] == item["date_modified"] == "2034-05-01T12:00:00Z"


def test_id_of_an_entry_depends_on_the_record_alone() -> None:
    ids = {atom(claim_body("clm_1"), base=base).entries[0].id for base in ("", BASE, "https://mirror.example")}
    assert len(ids) == 1
    assert ids == {json_feed(claim_body("clm_1", statement=f"Not: {STATEMENT}"))["items"][0]["id"]}
    assert ids.isdisjoint({atom(claim_body("clm_2")).entries[0].id})
    assert ids.pop().startswith("urn:uuid:")


def test_feed_says_what_it_holds_and_where_it_goes_on() -> None:
    feed = atom(claim_body()).feed
    assert feed.title == "Refugee Policy Facts: claims about <harbours>"
    links = {link.rel: link.href for link in feed.links}
    assert links["next"] == f"{BASE}/claims.atom?cursor=abc"
    assert json_feed(claim_body())["next_url"] == f"{BASE}/claims.atom?cursor=abc"
    assert json_feed()["version"] == "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize("write", [write_atom, write_json_feed])
def test_same_records_give_the_same_bytes(write: Any) -> None:  # noqa: ANN401 (a format's writer)
    for bodies in ([], [claim_body()]):
        assert b"".join(write(listing(bodies))) == b"".join(write(listing(bodies)))


def test_last_page_leads_nowhere() -> None:
    last = Envelope(total=0, next_url=None, next_cursor=None, query='{"description":"claims"}')
    assert "next" not in {link.rel for link in atom(envelope=last).feed.links}
    assert "next_url" not in json_feed(envelope=last)


@pytest.mark.parametrize("suffix", ["atom", "feed.json"])
def test_any_question_is_a_feed(suffix: str, client: TestClient) -> None:
    answer = client.get(f"/claims.{suffix}?actor=China&kind=allegation&limit=2")
    claims = client.get("/claims?actor=China&kind=allegation&limit=2").json()
    assert answer.status_code == 200
    if suffix == "atom":
        feed = feedparser.parse(answer.content)
        assert [entry.link for entry in feed.entries] == [claim["url"] for claim in claims["items"]]
        assert feed.feed.title == f"Refugee Policy Facts: {claims['query']['description']}"
        assert {link.rel: link.href for link in feed.feed.links}["self"] == "/claims.atom?actor=China&kind=allegation&limit=2"
    else:
        assert [item["url"] for item in answer.json()["items"]] == [claim["url"] for claim in claims["items"]]
        assert answer.json()["feed_url"] == "/claims.feed.json?actor=China&kind=allegation&limit=2"
