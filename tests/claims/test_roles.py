"""Every role is a filter, and given several times it narrows."""

from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from tests.asking import ids
from tests.claims.expected import PARTS, claims_of, parts_of


@pytest.mark.parametrize("part", PARTS)
def test_role_finds_the_claims_in_which_a_stakeholder_has_it(part: str, client: TestClient, seed_files: DataFiles) -> None:
    claims = [(claim.id, parts_of(claim)[part]) for claim in claims_of(seed_files)]
    for stakeholder in seed_files.stakeholders:
        expected = [claim_id for claim_id, involved in claims if stakeholder.id in involved]
        assert ids(client, "/claims", **{part: stakeholder.id}) == expected, stakeholder.id


@pytest.mark.parametrize("part", PARTS)
def test_role_narrows_when_it_is_given_twice(part: str, client: TestClient, seed_files: DataFiles) -> None:
    claims = [(claim.id, parts_of(claim)[part]) for claim in claims_of(seed_files)]
    together = {(first, second) for _, involved in claims for first, second in pairwise(sorted(involved))}
    for pair in sorted(together | {("china", "north-korea")}):
        assert ids(client, "/claims", **{part: pair}) == [claim_id for claim_id, involved in claims if involved.issuperset(pair)]


@pytest.mark.parametrize(
    "asked",
    [
        {"claimant": "china", "affected": "north-koreans-in-china"},
        {"agent": "north-korea", "target": "north-korea"},
        {"actor": "unhcr", "beneficiary": "north-korean-refugees-beijing"},
        {"via": "radio-free-asia", "mentioned": "united-states"},
        {"addressee": "prospective-olympics-visitors", "target": "china", "place": "beijing-city"},
        {"claimant": "open-doors", "target": "china"},
    ],
    ids="+".join,
)
def test_roles_narrow_each_other(asked: dict[str, str], client: TestClient, seed_files: DataFiles) -> None:
    expected = [
        claim.id for claim in claims_of(seed_files) if all(stakeholder in parts_of(claim)[part] for part, stakeholder in asked.items())
    ]
    assert ids(client, "/claims", **asked) == expected


def test_joint_speakers_are_all_claimants(client: TestClient) -> None:
    both = ids(client, "/claims", claimant=["Human Rights Watch", "Other international human rights organizations"])
    assert both == ids(client, "/claims", claimant="HRW")
    assert len(both) == 2


def test_relay_is_no_claimant_and_claimant_no_relay(client: TestClient) -> None:
    relayed = ids(client, "/claims", via="Radio Free Asia")
    claimed = ids(client, "/claims", claimant="Radio Free Asia")
    assert relayed
    assert claimed
    assert not set(relayed) & set(claimed)
