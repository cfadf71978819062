"""A second report: its records are new, and what it counts towards follows."""

import pytest
from sqlalchemy import Engine

from tests.ingest.folder import LATER, Data, DataFolder, claim_address
from tests.ingest.stored import changes, state_of

TEXT = "Tamar Is Empty\n\nThe Lantern Society said on Friday that nobody is left on Tamar. Its ferry, it added, found no one.\n"


def second_report() -> Data:
    return {
        "document": {"id": "tamar-empty-2034", "title": "Tamar Is Empty", "language": "en", "front_matter_blocks": 1},
        "claims": [
            {
                "key": "tamar-is-empty",
                "statement": "Tamar has no inhabitants any more.",
                "kind": "condition",
                "topics": ["flight"],
                "chain": [{"source_type": "named", "stakeholder": "lantern-society", "act": "says", "certainty": "certain"}],
                "participants": {"place": ["tamar"]},
                "evidence": [{"paragraph": 1, "exact": "nobody is left on Tamar"}],
            }
        ],
    }


@pytest.fixture
def two_reports(ferry: DataFolder) -> DataFolder:
    ferry.add_report("tamar-empty", second_report(), TEXT)
    return ferry


def test_new_records_and_their_counts_are_all_that_changes_when_a_report_is_added(ferry_engine: Engine, two_reports: DataFolder) -> None:
    before = state_of(ferry_engine)
    two_reports.load(ferry_engine, LATER)
    after = state_of(ferry_engine)
    claim = claim_address(two_reports.read(), "tamar-is-empty")
    assert changes(before, after) == {
        claim,
        "documents/tamar-empty-2034",
        "topics/flight",
        "stakeholders/lantern-society",
        "stakeholders/tamar",
    }
    assert after.number == before.number + 1
    assert after.records[claim].version == 1
    assert after.records["stakeholders/tamar"].version == 2


def test_counts_grow_when_a_report_is_added(ferry_engine: Engine, two_reports: DataFolder) -> None:
    two_reports.load(ferry_engine, LATER)
    state = state_of(ferry_engine)
    assert state.count("stakeholders/lantern-society", "claimant") == 2
    assert state.count("stakeholders/tamar", "place") == 2
    assert state.count("topics/flight", "topic") == 3
    assert state.count("documents/tamar-empty-2034", "document") == 1
    assert state.count("documents/tamar-landing-2034", "document") == 6


def test_revision_is_one_when_both_reports_come_in_one_load(empty_engine: Engine, two_reports: DataFolder) -> None:
    two_reports.load(empty_engine, LATER)
    state = state_of(empty_engine)
    assert state.number == 1
    assert len(state.of("claims")) == 7


def test_claim_of_another_report_is_shown_when_it_is_related_to_by_its_id(ferry_engine: Engine, two_reports: DataFolder) -> None:
    other = claim_address(two_reports.read(), "departures-in-march").removeprefix("claims/")
    two_reports.claim("tamar-is-empty")["relations"] = [{"relation": "updates", "claim": other}]
    two_reports.load(ferry_engine, LATER)
    (shown,) = state_of(ferry_engine).records[f"claims/{other}"].data["relations"]
    assert shown["relation"] == "updated_by"
    assert f"claims/{shown['claim']['id']}" == claim_address(two_reports.read(), "tamar-is-empty")


def test_same_key_may_be_given_again_when_it_is_in_another_report(ferry_engine: Engine, two_reports: DataFolder) -> None:
    two_reports.reports["tamar-empty"]["claims"][0]["key"] = "families-turned-away"
    assert two_reports.load(ferry_engine, LATER).left_over == ()
    assert len(state_of(ferry_engine).of("claims")) == 7


def test_publisher_is_the_claimant_when_the_document_speaks_for_itself(ferry_engine: Engine, two_reports: DataFolder) -> None:
    two_reports.reports["tamar-empty"]["document"]["publisher"] = "harbour-radio"
    two_reports.claim("tamar-is-empty")["chain"] = [{"source_type": "author", "act": "says", "certainty": "certain"}]
    two_reports.load(ferry_engine, LATER)
    state = state_of(ferry_engine)
    claim = state.records[claim_address(two_reports.read(), "tamar-is-empty")].data
    assert claim["claimant"]["id"] == "harbour-radio"
    assert state.count("stakeholders/harbour-radio", "claimant") == 1


def test_publisher_is_no_part_of_it_when_the_document_only_passes_a_claim_on(ferry_engine: Engine, two_reports: DataFolder) -> None:
    two_reports.reports["tamar-empty"]["document"]["publisher"] = "harbour-radio"
    two_reports.load(ferry_engine, LATER)
    state = state_of(ferry_engine)
    assert state.records[claim_address(two_reports.read(), "tamar-is-empty")].data["chain"][0]["stakeholder"]["id"] == "harbour-radio"
    assert state.count("stakeholders/harbour-radio", "actor") == 1
    assert state.count("stakeholders/harbour-radio", "via") == 1


def test_publisher_is_shown_anew_when_it_is_renamed(ferry_engine: Engine, two_reports: DataFolder) -> None:
    two_reports.reports["tamar-empty"]["document"]["publisher"] = "harbour-radio"
    two_reports.load(ferry_engine, LATER)
    before = state_of(ferry_engine)
    two_reports.stakeholder("harbour-radio")["name"] = "Harbour Broadcast"
    two_reports.load(ferry_engine, LATER)
    after = state_of(ferry_engine)
    shown = {"documents/tamar-empty-2034", claim_address(two_reports.read(), "tamar-is-empty"), "stakeholders/harbour-radio"}
    assert shown <= changes(before, after)
    assert after.records["documents/tamar-empty-2034"].data["publisher"]["name"] == "Harbour Broadcast"


def test_document_without_a_date_is_loaded_when_it_has_none(ferry_engine: Engine, two_reports: DataFolder) -> None:
    two_reports.load(ferry_engine, LATER)
    claim = state_of(ferry_engine).records[claim_address(two_reports.read(), "tamar-is-empty")].data
    assert claim["chain"][0]["said_on"] is None
    assert claim["attribution"].endswith("in “Tamar Is Empty”.")
