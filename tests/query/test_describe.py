"""Every answer says how its question was understood: in words, and by what each name was taken to mean."""

import pytest
from starlette.testclient import TestClient

from tests.asking import Value, ask

DESCRIPTIONS: list[tuple[str, dict[str, Value], str]] = [
    ("/claims", {}, "claims, newest first"),
    ("/claims", {"actor": "China"}, "claims involving China, newest first"),
    ("/claims", {"actor": "Beijing"}, "claims involving China, newest first"),
    ("/claims", {"actor": ["PRC", "DPRK"]}, "claims involving China and North Korea, newest first"),
    ("/claims", {"claimant": "RFA", "sort": "published"}, "claims claimed by Radio Free Asia, oldest first"),
    ("/claims", {"via": "RFA", "mentioned": "US"}, "claims relayed by Radio Free Asia mentioning United States, newest first"),
    ("/claims", {"kind": ["demand", "recommendation"]}, "claims of kind demand or recommendation, newest first"),
    (
        "/claims",
        {"topic": ["refugee-status", "border-control"]},
        "claims about Refugee status or Border and identity controls, newest first",
    ),
    (
        "/claims",
        {"since": "2008-01-01", "until": "2008-02-29"},
        "claims on events since 2008-01-01 on events until 2008-02-29, newest first",
    ),
    ("/claims", {"has_figure": "true", "sort": "-event_date"}, "claims with figures, latest event first"),
    ("/claims", {"has_figure": "false"}, "claims without figures, newest first"),
    ("/claims", {"polarity": "denied", "sort": "event_date"}, "claims that are denied, earliest event first"),
    ("/claims", {"limit": 3}, "claims, newest first"),
    ("/figures", {"comparator": "at_least"}, "figures printed as at least, newest first"),
    ("/figures", {"measure": "border-crossings"}, "figures measuring People who crossed a border, newest first"),
    ("/figures", {"unit": "person", "sort": "-value"}, "figures in the unit Person, largest first"),
    ("/figures", {"place": "China", "value_min": "30"}, "figures for China of at least 30, newest first"),
    ("/stakeholders", {"kind": "state"}, "stakeholders of kind state, by name"),
    ("/stakeholders", {"parent": "UN", "sort": "-name"}, "stakeholders belonging to United Nations, by name, from the end"),
    ("/documents", {"publisher": "RFA"}, "documents published by Radio Free Asia, newest first"),
    ("/topics", {"sort": "-updated"}, "topics, last changed first"),
    ("/vocabularies", {"is_closed": "true"}, "vocabularies that are closed, by id"),
]


@pytest.mark.parametrize(
    ("address", "asked", "description"), DESCRIPTIONS, ids=[f"{address} {asked}" for address, asked, _ in DESCRIPTIONS]
)
def test_question_is_told_in_words(address: str, asked: dict[str, Value], description: str, client: TestClient) -> None:
    assert ask(client, address, **asked)["query"]["description"] == description


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


def test_resolved_is_empty_when_no_name_was_given(client: TestClient) -> None:
    assert ask(client, "/claims", kind="decision")["query"]["resolved"] == {}
