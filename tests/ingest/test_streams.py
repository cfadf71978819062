"""Reports that come one after the other: more of them than are loaded at once, read once, in any order."""

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import active_children

import pytest
from sqlalchemy import Engine, func, select, text
from sqlmodel import Session, col

from app.db.engine import open_engine, reading, writing
from app.db.migrate import migrate
from app.ingest.errors import DataError
from app.ingest.files import DataStream, Report
from app.ingest.load import Summary, load
from app.ingest.payload.report import HopPayload
from app.model import ClaimRelation, Involvement, Stakeholder, Topic
from app.model.vocabulary import Act, SourceType
from app.publishing.maker import ALONE
from bench.generate import made_up
from tests.conftest import Databases
from tests.ingest.folder import LATER, NOON
from tests.ingest.stored import changes, state_of
from tests.publishing.test_stored_records import differences

AT_ONCE = 200
CLAIMS = 460
"""More than two batches of so many."""
MANY_CLAIMS = 2_300
"""More than two batches as they are."""


def streamed(claims: int) -> DataStream:
    stream = made_up(claims)
    return replace(stream, reports=tuple(stream.reports))


@pytest.fixture(scope="module")
def made() -> DataStream:
    return streamed(CLAIMS)


@pytest.fixture
def data(made: DataStream, monkeypatch: pytest.MonkeyPatch) -> DataStream:
    """More reports than are loaded at once: fewer claims make a batch here, because each test loads all of them."""
    monkeypatch.setattr("app.ingest.load._BATCH", AT_ONCE)
    return made


def load_stream(engine: Engine, data: DataStream, told: list[int] | None = None, alone: int = ALONE) -> Summary:
    with Session(writing(engine)) as session:
        summary = load(session, data, NOON, None if told is None else told.append, alone)
        session.commit()
    return summary


def backwards(data: DataStream) -> DataStream:
    """The same data, so that claims bear on claims of reports that are yet to come."""
    return replace(data, reports=reversed(tuple(data.reports)))


def with_party(report: Report, slug: str) -> Report:
    """The report, with somebody as the one source of its first claim."""
    first, *others = report.payload.claims
    hop = HopPayload(source_type=SourceType.NAMED, stakeholder=slug, act=Act.SAYS, certainty=first.chain[-1].certainty)
    claim = first.model_copy(update={"chain": (hop,)})
    return replace(report, payload=report.payload.model_copy(update={"claims": (claim, *others)}))


def test_every_record_is_version_1_and_reads_as_it_is_stored_when_batches_bear_on_each_other(empty_engine: Engine) -> None:
    told: list[int] = []
    summary = load_stream(empty_engine, backwards(streamed(MANY_CLAIMS)), told)
    assert (summary.written["claims"], sum(told)) == (MANY_CLAIMS, MANY_CLAIMS)
    assert len(told) > 2
    state = state_of(empty_engine)
    assert {(record.version, record.revision) for record in state.records.values()} == {(1, 1)}
    assert summary.records_changed == len(state.records)
    assert list(differences(empty_engine)) == []


def test_counts_are_those_of_all_batches(empty_engine: Engine, data: DataStream) -> None:
    load_stream(empty_engine, data)
    state = state_of(empty_engine)
    actors = select(col(Stakeholder.slug), func.count()).join(Involvement).where(col(Involvement.part) == "actor")
    with Session(reading(empty_engine)) as session:
        for slug, count in session.execute(actors.group_by(col(Stakeholder.slug))):
            assert state.count(f"stakeholders/{slug}", "actor") == count
        relations = session.execute(select(func.count()).select_from(ClaimRelation)).scalar_one()
    assert relations == sum(len(claim.relations) for report in data.reports for claim in report.payload.claims)
    assert sum(state.count(f"topics/{slug}", "topic") for slug in state.of("topics")) == sum(
        len(claim.topics) for report in data.reports for claim in report.payload.claims
    )


def test_nothing_is_written_when_the_same_reports_come_again(empty_engine: Engine, data: DataStream) -> None:
    load_stream(empty_engine, data)
    before = state_of(empty_engine)
    summary = load_stream(empty_engine, backwards(data))
    assert (summary.written, summary.records_changed, summary.left_over) == ({}, 0, ())
    assert state_of(empty_engine) == before


def test_reports_are_taken_from_the_stream_as_they_are_loaded(empty_engine: Engine, data: DataStream) -> None:
    taken = 0

    def stream() -> Iterator[Report]:
        nonlocal taken
        for report in data.reports:
            taken += 1
            yield report

    with Session(writing(empty_engine)) as session:
        at_progress: list[int] = []
        load(session, replace(data, reports=stream()), NOON, lambda _: at_progress.append(taken))
    assert at_progress == sorted(set(at_progress))
    assert at_progress[0] < taken


def test_faults_of_all_batches_are_told_together_and_nothing_is_written(empty_engine: Engine, data: DataStream) -> None:
    first, *others, last = data.reports
    wrong = replace(data, reports=(with_party(first, "nobody"), *others, with_party(last, "no-one")))
    with pytest.raises(DataError) as raised:
        load_stream(empty_engine, wrong)
    assert [(fault.file, fault.field) for fault in raised.value.faults] == [
        (first.file, "chain.0.stakeholder"),
        (last.file, "chain.0.stakeholder"),
    ]
    assert state_of(empty_engine).records == {}


def test_claims_that_were_not_written_for_a_fault_are_not_told_to_be_missing(empty_engine: Engine, data: DataStream) -> None:
    *others, last = backwards(data).reports
    with pytest.raises(DataError) as raised:
        load_stream(empty_engine, replace(data, reports=(*others, with_party(last, "nobody"))))
    assert [(fault.file, fault.field) for fault in raised.value.faults] == [(last.file, "chain.0.stakeholder")]


def test_nothing_stays_when_only_the_last_report_is_wrong(empty_engine: Engine, data: DataStream) -> None:
    *others, last = data.reports
    with pytest.raises(DataError):
        load_stream(empty_engine, replace(data, reports=(*others, with_party(last, "nobody"))))
    assert state_of(empty_engine).records == {}
    with Session(reading(empty_engine)) as session:
        assert session.execute(select(func.count()).select_from(Topic)).scalar_one() == 0


def test_document_is_refused_when_a_later_report_gives_it_again(empty_engine: Engine, data: DataStream) -> None:
    first, *others = data.reports
    with pytest.raises(DataError, match="is given twice"):
        load_stream(empty_engine, replace(data, reports=(first, *others, first)))


def test_only_what_a_changed_claim_shows_or_counts_changes(empty_engine: Engine, data: DataStream) -> None:
    load_stream(empty_engine, data)
    before = state_of(empty_engine)
    first, *others = data.reports
    changed = replace(data, reports=(with_party(first, "party-39"), *others))
    with Session(writing(empty_engine)) as session:
        load(session, changed, LATER)
        session.commit()
    after = state_of(empty_engine)
    found = changes(before, after)
    assert {after.records[address].version for address in found} == {2}
    assert len([address for address in found if address.startswith("claims/")]) < 10
    assert after.count("stakeholders/party-39", "actor") == before.count("stakeholders/party-39", "actor") + 1
    assert list(differences(empty_engine)) == []


def test_records_and_what_finds_them_are_the_same_when_a_second_process_makes_them(databases: Databases, data: DataStream) -> None:
    def loaded(alone: int) -> tuple[object, ...]:
        engine = open_engine(databases.create())
        migrate(engine)
        summary = load_stream(engine, backwards(data), alone=alone)
        assert active_children() == []
        with engine.connect() as connection:
            index = sorted(map(tuple, connection.execute(text("SELECT * FROM search"))))
        state = state_of(engine)
        engine.dispose()
        return summary, state.records, state.number, index

    assert loaded(300) == loaded(ALONE)


def test_only_what_a_changed_claim_shows_or_counts_changes_when_a_second_process_makes_it(empty_engine: Engine, data: DataStream) -> None:
    load_stream(empty_engine, data)
    before = state_of(empty_engine)
    *others, last = data.reports
    with Session(writing(empty_engine)) as session:
        summary = load(session, replace(data, reports=(*others, with_party(last, "party-39"))), LATER, alone=0)
        session.commit()
    found = changes(before, state_of(empty_engine))
    assert summary.records_changed == len(found) > 1
    assert list(differences(empty_engine)) == []


def test_nothing_stays_when_the_second_process_dies(empty_engine: Engine, data: DataStream) -> None:
    def kill(_claims: int) -> None:
        for process in active_children():
            process.kill()

    with pytest.raises(BrokenProcessPool), Session(writing(empty_engine)) as session:
        load(session, data, NOON, kill, alone=0)
    assert active_children() == []
    assert state_of(empty_engine).records == {}
    assert load_stream(empty_engine, data).written["claims"] == CLAIMS
