"""Stakeholders: what the files say of each, its counts by role, and the filters."""

from collections import Counter
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.model.vocabulary import StakeholderKind
from tests.asking import ask, ids
from tests.claims.expected import claims_of, parts_of

Records = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def records(client: TestClient) -> Records:
    """Every stakeholder as the API shows it, by id."""
    return {item["id"]: item for item in ask(client, "/stakeholders", limit=500)["items"]}


def test_stakeholders_are_sorted_by_name_byte_by_byte(client: TestClient, seed_files: DataFiles) -> None:
    expected = [item.id for item in sorted(seed_files.stakeholders, key=lambda item: item.name)]
    assert ids(client, "/stakeholders") == expected
    assert ids(client, "/stakeholders", sort="-name") == expected[::-1]


def test_stakeholder_shows_what_the_files_say(records: Records, seed_files: DataFiles) -> None:
    for item in seed_files.stakeholders:
        record = records[item.id]
        outside = item.outside_knowledge
        parent = item.parent or outside.parent
        assert (record["name"], record["kind"], record["description"]) == (item.name, item.kind, item.description)
        assert (record["iso_alpha_2"], record["iso_alpha_3"]) == (outside.iso_alpha_2, outside.iso_alpha_3)
        assert (record["parent"] or {}).get("id") == parent
        assert ("parent" in record["outside_knowledge"]) is bool(outside.parent)
        assert ("iso_alpha_2" in record["outside_knowledge"]) is bool(outside.iso_alpha_2)
        assert record["same_as"] == list(outside.same_as)


def test_alias_says_whether_a_document_prints_it(records: Records, seed_files: DataFiles) -> None:
    for item in seed_files.stakeholders:
        told = [(alias, False) for alias in item.aliases] + [(alias, True) for alias in item.outside_knowledge.aliases]
        expected = [(alias if isinstance(alias, str) else alias.name, is_outside) for alias, is_outside in told]
        shown = records[item.id]["aliases"]
        assert [(alias["name"], alias["is_outside_knowledge"]) for alias in shown] == expected


def test_stakeholder_counts_its_claims_by_role(records: Records, seed_files: DataFiles) -> None:
    expected: dict[str, Counter[str]] = {item.id: Counter() for item in seed_files.stakeholders}
    for claim in claims_of(seed_files):
        for part, involved in parts_of(claim).items():
            for stakeholder in involved:
                expected[stakeholder][part] += 1
    for stakeholder, counts in expected.items():
        shown = records[stakeholder]["claims"]
        assert {count["parameter"]: count["count"] for count in shown} == counts


@pytest.mark.parametrize("kind", StakeholderKind)
def test_kind_finds_its_stakeholders(kind: str, client: TestClient, seed_files: DataFiles) -> None:
    assert set(ids(client, "/stakeholders", kind=kind)) == {item.id for item in seed_files.stakeholders if item.kind == kind}


def test_kind_widens_when_it_is_given_twice(client: TestClient, seed_files: DataFiles) -> None:
    expected = {item.id for item in seed_files.stakeholders if item.kind in {"state", "ngo"}}
    assert set(ids(client, "/stakeholders", kind=["state", "ngo"])) == expected


def test_parent_finds_what_belongs_to_it(client: TestClient, seed_files: DataFiles) -> None:
    for parent in seed_files.stakeholders:
        expected = {item.id for item in seed_files.stakeholders if parent.id in {item.parent, item.outside_knowledge.parent}}
        assert set(ids(client, "/stakeholders", parent=parent.id)) == expected


def test_nothing_belongs_to_two_parents(client: TestClient) -> None:
    assert ids(client, "/stakeholders", parent=["un", "south-korea"]) == []


def test_name_widens_when_it_is_given_twice(client: TestClient) -> None:
    assert ids(client, "/stakeholders", name=["ROK", "Beijing", "PRC"]) == ["china", "south-korea"]


def test_name_and_kind_narrow_each_other(client: TestClient) -> None:
    assert ids(client, "/stakeholders", name=["China", "RFA"], kind="media_outlet") == ["radio-free-asia"]
