from datetime import timedelta

from sqlalchemy import Engine, func, select
from sqlmodel import Session

from app.ingest.files import DataFiles
from app.model import metadata
from tests.ingest.folder import LATER, NOON, DataFolder, claim_address, load_into
from tests.ingest.stored import changes, state_of


def rows(engine: Engine) -> dict[str, int]:
    with Session(engine) as session:
        return {name: session.execute(select(func.count()).select_from(table)).scalar_one() for name, table in metadata.tables.items()}


def test_every_record_of_the_seed_is_there_when_it_is_loaded_into_an_empty_database(empty_engine: Engine, seed_files: DataFiles) -> None:
    load_into(empty_engine, seed_files)
    report = seed_files.reports[0].payload
    state = state_of(empty_engine)
    assert len(state.of("claims")) == len(report.claims)
    assert len(state.of("figures")) == sum(len(claim.figures) for claim in report.claims)
    assert set(state.of("stakeholders")) == {item.id for item in seed_files.stakeholders}
    assert set(state.of("topics")) == {item.id for item in seed_files.topics}
    assert set(state.of("documents")) == {report.document.id}
    assert {"units", "measures", "claim-kinds"} <= set(state.of("vocabularies"))


def test_every_record_is_version_1_of_revision_1_when_it_is_new(ferry_engine: Engine) -> None:
    state = state_of(ferry_engine)
    assert {(record.version, record.revision) for record in state.records.values()} == {(1, 1)}
    assert {(record.created_at, record.updated_at) for record in state.records.values()} == {(NOON, NOON)}
    assert state.revision is not None
    assert (state.revision.number, state.revision.changed_at) == (1, NOON)


def test_summary_says_what_was_written_when_files_are_new(empty_engine: Engine, ferry: DataFolder) -> None:
    summary = ferry.load(empty_engine, NOON)
    assert summary.written["claims"] == 6
    assert summary.written["figures"] == 2
    assert summary.written["stakeholders"] == 8
    assert summary.records_changed == len(state_of(empty_engine).records)
    assert summary.left_over == ()


def test_nothing_is_written_when_the_same_files_are_loaded_again(own_engine: Engine, seed_files: DataFiles) -> None:
    before, rows_before = state_of(own_engine), rows(own_engine)
    summary = load_into(own_engine, seed_files, LATER)
    assert (summary.written, summary.records_changed, summary.left_over) == ({}, 0, ())
    assert state_of(own_engine) == before
    assert rows(own_engine) == rows_before


def test_nothing_is_written_when_the_files_differ_only_in_their_form(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    ferry.write()
    ferry.report_path.write_text(f"# A comment.\n{ferry.report_path.read_text(encoding='utf-8')}", encoding="utf-8")
    summary = ferry.load(ferry_engine)
    assert summary.written == {}
    assert state_of(ferry_engine) == before


def test_nothing_is_written_when_claims_stand_in_another_order(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    ferry.report["claims"].reverse()
    ferry.stakeholders.reverse()
    assert ferry.load(ferry_engine).written == {}
    assert state_of(ferry_engine) == before


def test_revision_gets_a_new_mark_when_it_changes(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    ferry.topic("shelter")["name"] = "Roof"
    ferry.load(ferry_engine, LATER)
    after = state_of(ferry_engine)
    assert before.revision is not None
    assert after.revision is not None
    assert after.revision.number == 2
    assert after.revision.mark != before.revision.mark
    assert after.revision.changed_at == LATER


def test_first_publication_is_remembered_when_a_record_changes(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.topic("shelter")["name"] = "Roof"
    ferry.load(ferry_engine, LATER)
    ferry.topic("shelter")["name"] = "Walls"
    ferry.load(ferry_engine, LATER + timedelta(days=1))
    record = state_of(ferry_engine).records["topics/shelter"]
    assert (record.version, record.revision, record.created_at) == (3, 3, NOON)
    assert record.data["version"] == 3


def test_claim_is_reported_as_left_over_when_the_files_no_longer_have_it(ferry_engine: Engine, ferry: DataFolder) -> None:
    address = claim_address(ferry.read(), "families-turned-away")
    before = state_of(ferry_engine)
    ferry.report["claims"] = [claim for claim in ferry.report["claims"] if claim["key"] != "families-turned-away"]
    summary = ferry.load(ferry_engine)
    after = state_of(ferry_engine)
    assert [f"claims/{public_id}" for public_id in summary.left_over] == [address]
    assert summary.written == {}
    assert after.records[address] == before.records[address]


def test_claim_is_untouched_when_it_is_in_the_files_again(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    claims = list(ferry.report["claims"])
    ferry.report["claims"] = claims[:-1]
    ferry.load(ferry_engine)
    ferry.report["claims"] = claims
    assert ferry.load(ferry_engine).left_over == ()
    assert changes(before, state_of(ferry_engine)) == set()


def test_two_folders_live_side_by_side_when_both_are_loaded(own_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(own_engine)
    summary = ferry.load(own_engine)
    assert summary.left_over == ()
    assert len(state_of(own_engine).of("claims")) == len(before.of("claims")) + 6


def test_terms_stay_when_another_folder_is_loaded_that_does_not_have_them(own_engine: Engine, ferry: DataFolder) -> None:
    before = {term["value"] for term in state_of(own_engine).records["vocabularies/measures"].data["terms"]}
    ferry.load(own_engine)
    after = {term["value"] for term in state_of(own_engine).records["vocabularies/measures"].data["terms"]}
    assert before < after
