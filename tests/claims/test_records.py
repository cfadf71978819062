"""Claims say what the files say, with their whole attribution, their parties, their evidence and what bears on them."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.ingest.payload.report import EvidencePayload
from app.ingest.rows import claim_id, figure_id
from tests.asking import ask, ids
from tests.claims.expected import claims_of, parts_of

Records = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def records(client: TestClient) -> Records:
    """Every claim as the API shows it, by id."""
    return {item["id"]: item for item in ask(client, "/claims", limit=500)["items"]}


def begins(evidence: Iterable[EvidencePayload]) -> list[tuple[int, str]]:
    return [(item.paragraph, item.exact) for item in evidence]


def shown(evidence: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(item["paragraph"], item["exact"]) for item in evidence]


def test_claims_are_in_reading_order(records: Records, seed_files: DataFiles) -> None:
    assert list(records) == [claim.id for claim in claims_of(seed_files)]


def test_claim_says_what_the_files_say(records: Records, seed_files: DataFiles) -> None:
    members = ("statement", "kind", "polarity", "event_date", "condition", "purpose")
    for claim in claims_of(seed_files):
        record = records[claim.id]
        assert {member: record[member] for member in members} == {member: getattr(claim.payload, member) for member in members}
        assert record["topics"] == list(claim.payload.topics)
        assert shown(record["evidence"]) == begins(claim.payload.evidence)
        assert record["status"] == "published"
        assert record["corrections"] == []
        assert record["version"] == 1


def test_claim_has_its_whole_chain(records: Records, seed_files: DataFiles) -> None:
    members = ("source_type", "act", "cue", "certainty")
    for claim in claims_of(seed_files):
        chain = records[claim.id]["chain"]
        hops = claim.payload.chain
        assert chain[0]["depth"] == 0
        assert chain[0]["source_type"] == "author"
        assert chain[0]["label"] == claim.document.title
        assert chain[0]["said_on"] == "2008-01-02"
        told = chain[-len(hops) :]
        assert [{member: hop[member] for member in members} for hop in told] == [
            {member: getattr(hop, member) for member in members} for hop in hops
        ]
        assert [(hop["stakeholder"] or {}).get("id") for hop in told] == [hop.stakeholder for hop in hops]
        assert [shown(hop["evidence"]) for hop in told] == [begins(hop.evidence) for hop in hops]


def test_document_only_publishes_when_somebody_else_speaks(records: Records, seed_files: DataFiles) -> None:
    for claim in claims_of(seed_files):
        first = records[claim.id]["chain"][0]
        speaks_itself = claim.payload.chain[0].source_type == "author"
        assert (first["act"] == "publishes" and first["certainty"] == "uncommitted") is not speaks_itself


def test_hops_count_from_the_document_and_joint_speakers_share_a_depth(records: Records, seed_files: DataFiles) -> None:
    for claim in claims_of(seed_files):
        chain = records[claim.id]["chain"]
        steps = [later["depth"] - earlier["depth"] for earlier, later in pairwise(chain)]
        speaking = [0 if hop.with_previous else 1 for hop in claim.payload.chain]
        assert steps == (speaking if len(chain) > len(claim.payload.chain) else speaking[1:])


def test_claimant_is_whoever_speaks_deepest(records: Records, seed_files: DataFiles) -> None:
    for claim in claims_of(seed_files):
        record = records[claim.id]
        claimants = parts_of(claim)["claimant"]
        assert (record["claimant"] is None) is not bool(claimants)
        assert record["claimant"] is None or record["claimant"]["id"] in claimants
        assert record["certainty"] == claim.payload.chain[-1].certainty


def test_claimant_is_null_exactly_where_nobody_is_named(records: Records, seed_files: DataFiles) -> None:
    unnamed = {claim.id for claim in claims_of(seed_files) if not parts_of(claim)["claimant"]}
    assert {item["id"] for item in records.values() if item["claimant"] is None} == unnamed


def test_attribution_names_every_source(records: Records, seed_files: DataFiles) -> None:
    names = {item.id: item.name for item in seed_files.stakeholders}
    for claim in claims_of(seed_files):
        attribution = records[claim.id]["attribution"]
        for hop in claim.payload.chain:
            assert (names[hop.stakeholder] if hop.stakeholder else hop.label or "") in attribution
        assert claim.document.title in attribution
        assert "2 January 2008" in attribution


def test_participants_are_those_of_the_files(records: Records, seed_files: DataFiles) -> None:
    for claim in claims_of(seed_files):
        record = records[claim.id]
        expected = [(role.value, slug) for role, slugs in claim.payload.participants.items() for slug in slugs]
        assert [(item["role"], item["stakeholder"]["id"]) for item in record["participants"]] == expected


def test_figures_are_those_of_the_files(records: Records, seed_files: DataFiles) -> None:
    for claim in claims_of(seed_files):
        record = records[claim.id]
        expected = [figure_id(claim.document, claim.payload.key, figure.key) for figure in claim.payload.figures]
        assert [figure["id"] for figure in record["figures"]] == expected
        assert [figure["as_printed"] for figure in record["figures"]] == [figure.as_printed for figure in claim.payload.figures]


def test_relations_are_shown_from_both_ends(records: Records, seed_files: DataFiles) -> None:
    claims = claims_of(seed_files)
    stored = [
        (claim.id, relation.relation, claim_id(claim.document, relation.claim)) for claim in claims for relation in claim.payload.relations
    ]
    assert stored
    expected = {*stored, *((other, relation.reverse, claim) for claim, relation, other in stored)}
    assert {(item["id"], link["relation"], link["claim"]["id"]) for item in records.values() for link in item["relations"]} == expected


def test_related_claim_is_never_shown_without_its_attribution(records: Records) -> None:
    for item in records.values():
        for link in item["relations"]:
            other = records[link["claim"]["id"]]
            assert link["claim"] == {member: other[member] for member in ("id", "statement", "attribution", "url")}


@pytest.mark.parametrize("member", ["id", "url", "statement", "citation"])
def test_claims_share_no_identity(member: str, records: Records) -> None:
    values = [item[member]["long"] if member == "citation" else item[member] for item in records.values()]
    assert len(set(values)) == len(values)


def test_citation_carries_the_attribution_and_the_address(records: Records) -> None:
    for item in records.values():
        assert item["attribution"] in item["citation"]["long"]
        assert item["url"] in item["citation"]["long"]
        assert f"para. {item['evidence'][0]['paragraph']}" in item["citation"]["short"]


def test_polarity_is_denied_exactly_where_the_claimant_is_certain_that_it_is_not_so(client: TestClient, records: Records) -> None:
    denied = {item["id"] for item in records.values() if item["certainty"].endswith("_not")}
    assert set(ids(client, "/claims", polarity="denied")) == denied
    assert denied
