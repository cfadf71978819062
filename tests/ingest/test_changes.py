"""What a change of the files changes: exactly the records that show it, each by one version, and the revision by one."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import reading
from app.ingest.files import DataFiles
from app.model import Claim, Involvement
from tests.ingest.folder import LATER, DataFolder, claim_address, figure_address, load_into
from tests.ingest.stored import State, changes, state_of


@dataclass(frozen=True)
class Outcome:
    """The states before and after a change, with the ways to name records in them."""

    files: DataFiles
    before: State
    after: State

    @property
    def changed(self) -> set[str]:
        """What changed; each by one version, at the time and in the revision of the change."""
        found = changes(self.before, self.after)
        assert self.after.number == self.before.number + bool(found)
        for address in found:
            old, new = self.before.records.get(address), self.after.records[address]
            assert new.version == (old.version + 1 if old else 1)
            assert (new.revision, new.updated_at) == (self.after.number, LATER)
        return found

    def claims(self, *keys: str) -> set[str]:
        """The addresses of claims by their keys."""
        return {claim_address(self.files, key) for key in keys}

    def figure(self, claim_key: str, key: str) -> str:
        """The address of a figure by the keys of its claim and of itself."""
        return figure_address(self.files, claim_key, key)


def change(engine: Engine, folder: DataFolder) -> Outcome:
    """Load what a test changed in the folder."""
    before, files = state_of(engine), folder.read()
    load_into(engine, files, LATER)
    return Outcome(files, before, state_of(engine))


def stakeholders(*slugs: str) -> set[str]:
    return {f"stakeholders/{slug}" for slug in slugs}


def keys_of(folder: DataFolder) -> Iterable[str]:
    return [claim["key"] for claim in folder.report["claims"]]


def test_claim_and_those_that_show_it_change_when_its_statement_does(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("schools-should-open")["statement"] = "Quorrel ought to let the islanders into its schools."
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == outcome.claims("schools-should-open", "islanders-are-refugees")


def test_figure_changes_too_when_the_statement_of_its_claim_does(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("islanders-may-stay")["statement"] = "Sixty people may remain till autumn."
    outcome = change(ferry_engine, ferry)
    figure = outcome.figure("islanders-may-stay", "may-stay")
    assert outcome.changed == {figure} | outcome.claims("islanders-may-stay")
    assert outcome.after.records[figure].data["claim"]["statement"] == "Sixty people may remain till autumn."


def test_claim_and_figure_change_when_the_figure_does(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["figures"][0]["population"] = "Everybody from Tamar"
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == {outcome.figure("departures-in-march", "departures")} | outcome.claims("departures-in-march")


def test_everything_that_shows_a_stakeholder_changes_when_it_is_renamed(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.stakeholder("lantern-society")["name"] = "Lantern Union"
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == stakeholders("lantern-society") | outcome.claims("schools-should-open", "islanders-are-refugees")


def test_children_and_figures_change_when_the_stakeholder_they_show_is_renamed(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.stakeholder("quorrel")["name"] = "Kingdom of Quorrel"
    outcome = change(ferry_engine, ferry)
    showing = ("islanders-may-stay", "islanders-sleep-in-market", "schools-should-open", "islanders-are-refugees")
    figure = outcome.figure("islanders-may-stay", "may-stay")
    assert outcome.changed == stakeholders("quorrel", "board-of-harbours") | {figure} | outcome.claims(*showing)


@pytest.mark.parametrize("field", ["aliases", "description"])
def test_only_the_stakeholder_changes_when_what_nothing_else_shows_does(ferry_engine: Engine, ferry: DataFolder, field: str) -> None:
    ferry.stakeholder("quorrel")[field] = {"aliases": ["Isle of Quorrel"], "description": "An island."}[field]
    assert change(ferry_engine, ferry).changed == stakeholders("quorrel")


def test_only_the_topic_changes_when_it_is_renamed(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.topic("shelter")["name"] = "Roof"
    assert change(ferry_engine, ferry).changed == {"topics/shelter"}


def test_only_the_vocabulary_changes_when_a_term_is_added(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.terms["units"].append({"value": "boat", "label": "Boat", "definition": "One boat.", "example": "6 boats"})
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == {"vocabularies/units"}
    assert [term["value"] for term in outcome.after.records["vocabularies/units"].data["terms"]] == ["person", "boat"]


@pytest.mark.parametrize(("field", "value"), [("title", "Tamar Islanders Land"), ("rights", "All rights reserved.")])
def test_everything_of_a_document_changes_when_what_it_shows_of_it_does(
    field: str, value: str, ferry_engine: Engine, ferry: DataFolder
) -> None:
    ferry.report["document"][field] = value
    outcome = change(ferry_engine, ferry)
    figures = {f"figures/{public_id}" for public_id in outcome.before.of("figures")}
    assert outcome.changed == {"documents/tamar-landing-2034"} | figures | outcome.claims(*keys_of(ferry))


def test_counts_follow_when_a_participant_comes_and_another_goes(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("families-turned-away")["participants"] = {"target": ["board-of-harbours"], "affected": ["tamar-islanders"]}
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == stakeholders("ferry-company", "board-of-harbours") | outcome.claims("families-turned-away")
    assert (outcome.before.count("stakeholders/ferry-company", "target"), outcome.after.count("stakeholders/ferry-company", "target")) == (
        1,
        0,
    )
    assert outcome.after.count("stakeholders/ferry-company", "actor") == 0
    assert outcome.after.count("stakeholders/board-of-harbours", "target") == 1
    assert outcome.after.count("stakeholders/board-of-harbours", "actor") == 2


def test_claim_changes_and_the_counts_stay_when_participants_are_put_in_another_order(ferry_engine: Engine, ferry: DataFolder) -> None:
    claim = ferry.claim("islanders-may-stay")
    claim["participants"] = dict(reversed(claim["participants"].items()))
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == outcome.claims("islanders-may-stay")


def test_counts_follow_when_the_claimant_changes(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("islanders-are-refugees")["chain"][0]["stakeholder"] = "board-of-harbours"
    outcome = change(ferry_engine, ferry)
    expected = outcome.claims("islanders-are-refugees", "schools-should-open") | stakeholders("quorrel", "board-of-harbours")
    assert outcome.changed == expected
    assert outcome.after.count("stakeholders/quorrel", "claimant") == 0
    assert outcome.after.count("stakeholders/board-of-harbours", "claimant") == 1


def test_claimant_becomes_a_relay_when_a_hop_is_added_behind_it(ferry_engine: Engine, ferry: DataFolder) -> None:
    hop = {"source_type": "unnamed", "act": "denies", "certainty": "certain_not"}
    ferry.claim("islanders-are-refugees")["chain"].append(hop)
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == outcome.claims("islanders-are-refugees", "schools-should-open") | stakeholders("quorrel")
    assert (outcome.after.count("stakeholders/quorrel", "claimant"), outcome.after.count("stakeholders/quorrel", "via")) == (0, 1)


def test_topics_are_counted_anew_when_a_claim_moves_to_another(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["topics"] = ["status"]
    outcome = change(ferry_engine, ferry)
    figure = outcome.figure("departures-in-march", "departures")
    assert outcome.changed == {"topics/flight", "topics/status", figure} | outcome.claims("departures-in-march")
    assert (outcome.after.count("topics/flight", "topic"), outcome.after.count("topics/status", "topic")) == (1, 2)


def test_both_claims_change_when_their_relation_goes(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("islanders-are-refugees")["relations"] = []
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == outcome.claims("islanders-are-refugees", "schools-should-open")
    assert all(outcome.after.records[address].data["relations"] == [] for address in outcome.changed)


def test_both_claims_change_when_a_relation_comes(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("islanders-sleep-in-market")["relations"] = [{"relation": "supports", "claim": "families-turned-away"}]
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == outcome.claims("islanders-sleep-in-market", "families-turned-away")
    (reverse,) = outcome.after.records[claim_address(outcome.files, "families-turned-away")].data["relations"]
    assert reverse["relation"] == "supported_by"
    assert f"claims/{reverse['claim']['id']}" == claim_address(outcome.files, "islanders-sleep-in-market")


def test_former_parent_is_no_longer_shown_when_a_stakeholder_moves(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.stakeholder("board-of-harbours")["parent"] = "lantern-society"
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == stakeholders("board-of-harbours")
    assert outcome.after.records["stakeholders/board-of-harbours"].data["parent"]["id"] == "lantern-society"


def test_claims_change_when_the_evidence_moves_in_the_text(ferry_engine: Engine, ferry: DataFolder) -> None:
    text = ferry.path / "texts" / "tamar-landing.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("at the pier", "at the long pier"), encoding="utf-8")
    assert change(ferry_engine, ferry).changed == {"documents/tamar-landing-2034"}


def test_claims_after_it_change_when_a_word_is_put_into_the_text(ferry_engine: Engine, ferry: DataFolder) -> None:
    text = ferry.path / "texts" / "tamar-landing.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("The ferry company", "The old ferry company"), encoding="utf-8")
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == {"documents/tamar-landing-2034"} | outcome.claims("families-turned-away")


def test_nothing_changes_when_a_passage_is_only_quoted_otherwise(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("islanders-sleep-in-market")["evidence"][0]["to"] = "in the fish market"
    outcome = change(ferry_engine, ferry)
    assert outcome.changed == set()


def test_day_of_a_party_follows_that_of_its_claims(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.report["document"]["published_at"] = "2031-07-08T09:10:11Z"
    ferry.load(ferry_engine, LATER)
    with Session(reading(ferry_engine)) as session:
        differing = select(col(Involvement.claim_id)).join(Claim).where(col(Involvement.reported_on) != col(Claim.reported_on))
        assert session.execute(differing).all() == []
