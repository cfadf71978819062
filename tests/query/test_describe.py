"""Every answer says how its question was understood: in words, and by what each name was taken to mean."""

from string import Formatter

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.query.parameters import PRESENTATION
from app.query.resource import Resource
from tests.asking import Value, ask

DESCRIPTIONS: list[tuple[str, dict[str, Value], str]] = [
    ("/claims", {}, "claims, newest first"),
    ("/claims", {"actor": "China"}, "claims involving China, newest first"),
    ("/claims", {"actor": "Beijing"}, "claims involving China, newest first"),
    ("/claims", {"actor": ["PRC", "DPRK"]}, "claims involving China and North Korea, newest first"),
    ("/claims", {"claimant": "RFA", "sort": "published"}, "claims claimed by Radio Free Asia, oldest first"),
    ("/claims", {"via": "RFA", "mentioned": "US"}, "claims relayed by Radio Free Asia, mentioning United States, newest first"),
    ("/claims", {"kind": ["demand", "recommendation"]}, "claims of kind demand or recommendation, newest first"),
    (
        "/claims",
        {"topic": ["refugee-status", "border-control"]},
        "claims about Refugee status or Border and identity controls, newest first",
    ),
    (
        "/claims",
        {"since": "2008-01-01", "until": "2008-02-29"},
        "claims on events from 2008-01-01 to 2008-02-29, newest first",
    ),
    ("/claims", {"since": "2008-01-01"}, "claims on events since 2008-01-01, newest first"),
    ("/claims", {"until": "2008-02-29"}, "claims on events until 2008-02-29, newest first"),
    (
        "/claims",
        {"status": "published", "kind": ["decision", "plan"], "actor": "China"},
        "claims involving China, of kind decision or plan, with status published, newest first",
    ),
    ("/claims", {"kind": ["demand", "plan", "action"]}, "claims of kind demand, plan or action, newest first"),
    ("/claims", {"actor": ["China", "DPRK", "ROK"]}, "claims involving China, North Korea and South Korea, newest first"),
    ("/claims", {"actor": ["China", "Beijing"], "kind": ["plan", "plan"]}, "claims involving China, of kind plan, newest first"),
    ("/claims", {"certainty": "certain"}, "claims held certain by their claimant, newest first"),
    ("/claims", {"certainty": "certain_not"}, "claims held certainly not so by their claimant, newest first"),
    (
        "/claims",
        {"certainty": ["possible", "known_whether", "uncommitted"]},
        "claims held possible, known one way or the other or open by their claimant, newest first",
    ),
    ("/claims", {"act": ["denies", "urges"]}, "claims in which a source denies or urges, newest first"),
    (
        "/claims",
        {"document": "china-north-korean-refugees-2008", "has_figure": "true"},
        "claims from “Report: China Allowing 40 North Korean Refugees to Seek Asylum”, with figures, newest first",
    ),
    (
        "/claims",
        {"q": "refugees -snake_case", "agent": "China"},
        "claims with China as agent, matching refugees -snake_case, best match first",
    ),
    ("/claims", {"updated_since": "2026-01-01T01:00:00+01:00"}, "claims changed since 2026-01-01T00:00:00Z, newest first"),
    ("/claims", {"updated_since": "2026-01-01T00:00:00.25Z"}, "claims changed since 2026-01-01T00:00:00.250000Z, newest first"),
    ("/claims", {"has_figure": "true", "sort": "-event_date"}, "claims with figures, latest event first"),
    ("/claims", {"has_figure": "false"}, "claims without figures, newest first"),
    ("/claims", {"polarity": "denied", "sort": "event_date"}, "claims that are denied, earliest event first"),
    ("/claims", {"limit": 3}, "claims, newest first"),
    ("/figures", {"comparator": "at_least"}, "figures printed as at least, newest first"),
    ("/figures", {"comparator": ["exact", "order_of_magnitude"]}, "figures printed as exact or an order of magnitude, newest first"),
    ("/figures", {"measure": "border-crossings"}, "figures measuring People who crossed a border, newest first"),
    ("/figures", {"unit": "person", "sort": "-value"}, "figures in the unit Person, largest first"),
    ("/figures", {"place": "China", "value_min": "30"}, "figures for China, of at least 30, newest first"),
    ("/figures", {"value_max": "50"}, "figures of at most 50, newest first"),
    ("/figures", {"value_min": "30", "value_max": "50"}, "figures between 30 and 50, newest first"),
    ("/figures", {"match": "certain", "value_min": "400000"}, "figures certainly of at least 400000, newest first"),
    ("/figures", {"match": "certain", "value_max": "50"}, "figures certainly of at most 50, newest first"),
    ("/figures", {"match": "certain", "value_min": "30", "value_max": "50"}, "figures certainly between 30 and 50, newest first"),
    ("/figures", {"match": "certain"}, "figures, newest first"),
    ("/stakeholders", {"kind": "state"}, "stakeholders of kind state, by name"),
    ("/stakeholders", {"parent": "UN", "sort": "-name"}, "stakeholders belonging to United Nations, by name, from the end"),
    ("/documents", {"publisher": "RFA"}, "documents published by Radio Free Asia, newest first"),
    ("/documents", {"since": "2008-01-01", "until": "2008-12-31"}, "documents published from 2008-01-01 to 2008-12-31, newest first"),
    ("/topics", {"sort": "-updated"}, "topics, last changed first"),
    ("/vocabularies", {"is_closed": "true"}, "vocabularies that are closed, by id"),
]


@pytest.mark.parametrize(
    ("address", "asked", "description"), DESCRIPTIONS, ids=[f"{address} {asked}" for address, asked, _ in DESCRIPTIONS]
)
def test_question_is_told_in_words(address: str, asked: dict[str, Value], description: str, client: TestClient) -> None:
    assert ask(client, address, **asked)["query"]["description"] == description


def test_ids_are_told_as_they_are(client: TestClient) -> None:
    first, second, *_ = dict.fromkeys(figure["claim"]["id"] for figure in ask(client, "/figures")["items"])
    assert ask(client, "/figures", claim=[first, second])["query"]["description"] == f"figures of claim {first} or {second}, newest first"


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_every_filter_has_a_phrase(resource: Resource) -> None:
    told = {parameter for phrase in resource.query.phrases for _, parameter, _, _ in Formatter().parse(phrase) if parameter}
    assert told == resource.query.model_fields.keys() - PRESENTATION - {"limit", "cursor", "sort", "as_of"}


def test_resolved_names_what_each_name_was_taken_to_mean(client: TestClient) -> None:
    asked: dict[str, Value] = {"actor": ["Beijing", "D.P.R.K."], "topic": "Refugee Status", "kind": "position"}
    assert ask(client, "/claims", **asked)["query"]["resolved"] == {
        "actor": [
            {"given": "Beijing", "id": "china", "name": "China"},
            {"given": "D.P.R.K.", "id": "north-korea", "name": "North Korea"},
        ],
        "topic": [{"given": "Refugee Status", "id": "refugee-status", "name": "Refugee status"}],
    }


@pytest.mark.parametrize(
    ("address", "parameter", "given", "id"),
    [
        ("/figures", "unit", "PERSON", "person"),
        ("/figures", "measure", "People who crossed a border", "border-crossings"),
        ("/figures", "place", "PRC", "china"),
        ("/stakeholders", "name", "Seoul", "south-korea"),
        ("/stakeholders", "parent", "ROK", "south-korea"),
        ("/documents", "publisher", "RFA", "radio-free-asia"),
    ],
)
def test_resolved_covers_every_noun(address: str, parameter: str, given: str, id: str, client: TestClient) -> None:
    ((item,),) = ask(client, address, **{parameter: given})["query"]["resolved"].values()
    assert (item["given"], item["id"]) == (given, id)


def test_resolved_covers_ids_of_claims(client: TestClient) -> None:
    claim = ask(client, "/figures", limit=1)["items"][0]["claim"]["id"]
    assert ask(client, "/figures", claim=claim)["query"]["resolved"] == {"claim": [{"given": claim, "id": claim, "name": claim}]}


def test_resolved_is_empty_when_no_name_was_given(client: TestClient) -> None:
    assert ask(client, "/claims", kind="decision")["query"]["resolved"] == {}
