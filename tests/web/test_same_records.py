"""The same question in every format: the same records in the same order, and the same said of each."""

import csv
import io
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.formats.catalog import FORMATS
from tests.formats.bibtex_reader import plain, read_bibtex
from tests.on_sqlite import ON_SQLITE
from tests.web.representations import ids_in

pytestmark = ON_SQLITE

QUESTIONS = [
    "/claims",
    "/claims?actor=China",
    "/claims?claimant=China&sort=published",
    "/claims?kind=position&kind=decision&sort=event_date",
    "/claims?q=refugees",
    "/claims?q=%22north+korean%22+-torture&sort=-event_date",
    "/claims?topic=refugee-status&has_figure=false&sort=updated",
    "/claims?actor=China&actor=South+Korea&q=a*",
    "/claims?since=2008-01-01",
    "/claims?q=nowhere-to-be-found",
    "/figures?sort=-value",
    "/figures?place=China&value_min=40",
    "/stakeholders?kind=group&sort=-name",
    "/stakeholders?q=korea*",
    "/topics?sort=-name",
    "/documents",
    "/vocabularies?is_closed=true&sort=-id",
]
LIMITS = ["", "limit=1", "limit=4", "limit=500"]


def asked(question: str, suffix: str, more: str = "") -> str:
    """The question in a format."""
    path, _, query = question.partition("?")
    return f"{path}.{suffix}?{'&'.join(part for part in (query, more) if part)}"


def records(client: TestClient, question: str, limit: str = "limit=500") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(asked(question, "json", limit)).json()["items"]
    return items


def rows(client: TestClient, question: str, limit: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(asked(question, "csv", limit)).text, newline="")))


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_format_has_the_same_records_in_the_same_order(question: str, limit: str, client: TestClient) -> None:
    right = [record["id"] for record in records(client, question, limit)]
    for format_ in FORMATS:
        assert ids_in(client.get(asked(question, format_.suffix, limit)), format_) == right


def test_questions_of_these_tests_find_some_but_not_all(client: TestClient) -> None:
    counts = {question: len(records(client, question)) for question in QUESTIONS}
    assert [question for question, count in counts.items() if count == 0] == ["/claims?q=nowhere-to-be-found"]
    assert sum(count > 4 for count in counts.values()) >= 10


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_ndjson_has_the_members_of_json(question: str, limit: str, client: TestClient) -> None:
    lines = client.get(asked(question, "ndjson", limit)).text.split("\n")
    assert [json.loads(line) for line in lines[:-1]] == records(client, question, limit)
    assert lines[-1] == ""


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_csv_says_what_json_says(question: str, limit: str, client: TestClient) -> None:
    items = records(client, question, limit)
    shown = rows(client, question, limit)
    plain_members = [name for name, value in items[0].items() if isinstance(value, str) and name in shown[0]] if items else []
    assert not items or {"id", "license"} <= set(plain_members)
    assert [{name: row[name] for name in plain_members} for row in shown] == [
        {name: item[name] or "" for name in plain_members} for item in items
    ]
    assert [row["permalink"] for row in shown] == [item["url"] for item in items]


@pytest.mark.parametrize("question", [question for question in QUESTIONS if question.startswith("/claims")])
def test_attribution_is_lost_nowhere(question: str, client: TestClient) -> None:
    claims = records(client, question)
    assert all(claim["attribution"] for claim in claims)
    attributions = [claim["attribution"] for claim in claims]
    assert [row["attribution"] for row in rows(client, question, "")] == attributions
    items = client.get(asked(question, "csl")).json()
    entries = read_bibtex(client.get(asked(question, "bib")).content.decode())
    for claim, item, entry in zip(claims, items, entries, strict=True):
        assert item["note"] == claim["citation"]["long"]
        assert claim["statement"] in item["note"]
        assert claim["attribution"] in item["note"]
        assert plain(entry.fields["note"]) == item["note"]
        assert plain(entry.fields["title"]) == item["title"] == claim["evidence"][0]["document"]["title"]
        assert entry.fields["url"] == item["URL"] == claim["url"]
        assert entry.fields["date"] == "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0])


@pytest.mark.parametrize("question", [question for question in QUESTIONS if question.startswith("/claims")])
def test_csv_flattens_the_chain_of_json(question: str, client: TestClient) -> None:
    for claim, row in zip(records(client, question), rows(client, question, ""), strict=True):
        deepest = max(hop["depth"] for hop in claim["chain"])
        speakers = [hop["stakeholder"]["name"] for hop in claim["chain"] if hop["depth"] == deepest and hop["stakeholder"]]
        relays = [
            hop["stakeholder"]["name"] if hop["stakeholder"] else hop["label"] for hop in claim["chain"] if 0 < hop["depth"] < deepest
        ]
        assert row["claimant"] == "; ".join(speakers)
        assert row["via"] == "; ".join(name for name in relays if name)
        assert row["topics"].split("; ") == claim["topics"]
        assert row["figures"].split("; ") == ([figure["as_printed"] for figure in claim["figures"]] or [""])
        assert row["credit"] == claim["citation"]["short"]
        assert (row["document_id"], row["paragraph"]) == (
            claim["evidence"][0]["document"]["id"],
            str(claim["evidence"][0]["paragraph"]),
        )
