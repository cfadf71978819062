"""What must be true of the data that come along, whoever edits them."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.anchors.anchor import MAX_QUOTED_WORDS
from app.db.engine import open_engine, reading
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.db.words import fold
from app.ingest.files import DataFiles, Report
from app.ingest.payload.edtf_date import days_spanned
from app.ingest.payload.report import ClaimPayload, EvidencePayload, HopPayload
from app.ingest.payload.stakeholder import AliasPayload, StakeholderPayload
from app.ingest.rules import broken_rules
from app.model import Alias, Stakeholder
from app.model.vocabulary import ClaimKind, Role, StakeholderKind
from app.query.errors import QueryError
from app.query.names import resolve
from app.settings import CHECKOUT

VERBATIM = CHECKOUT.parent / "shared" / "tools" / "verbatim.py"


@pytest.fixture(scope="session")
def seed_engine(seeded_url: str) -> Iterator[Engine]:
    engine = open_engine(seeded_url)
    yield engine
    engine.dispose()


def claims_of(files: DataFiles) -> Iterator[ClaimPayload]:
    for report in files.reports:
        yield from report.payload.claims


def evidence_of(claim: ClaimPayload) -> Iterator[EvidencePayload]:
    yield from claim.evidence
    for hop in claim.chain:
        yield from hop.evidence
    for figure in claim.figures:
        yield from figure.evidence


def quotes_of(claim: ClaimPayload) -> Iterator[str]:
    """Every text of a claim that is copied from the source."""
    for evidence in evidence_of(claim):
        yield from (evidence.exact, evidence.to or "")
    for hop in claim.chain:
        yield from (hop.cue or "", hop.label or "")
    yield from (figure.as_printed for figure in claim.figures)


def used_stakeholders(files: DataFiles) -> set[str | None]:
    used: set[str | None] = {report.payload.document.publisher for report in files.reports}
    for claim in claims_of(files):
        used |= {hop.stakeholder for hop in claim.chain}
        used |= {slug for slugs in claim.participants.values() for slug in slugs}
        used |= {figure.place for figure in claim.figures}
    for item in files.stakeholders:
        used |= {item.parent, item.outside_knowledge.parent}
    return used


def names_of(item: StakeholderPayload) -> Iterator[str]:
    outside = item.outside_knowledge
    yield from (item.id, item.name)
    yield from (alias.name if isinstance(alias, AliasPayload) else alias for alias in (*item.aliases, *outside.aliases))
    yield from (code for code in (outside.iso_alpha_2, outside.iso_alpha_3) if code)
    yield from outside.identifiers.values()


def test_every_claim_has_a_chain_and_evidence(seed_files: DataFiles) -> None:
    assert all(claim.chain and claim.evidence for claim in claims_of(seed_files))


def test_every_figure_has_evidence(seed_files: DataFiles) -> None:
    assert all(figure.evidence for claim in claims_of(seed_files) for figure in claim.figures)


def test_every_source_that_the_text_shows_has_evidence(seed_files: DataFiles) -> None:
    def is_shown(hop: HopPayload) -> bool:
        return bool(hop.cue or hop.label or hop.stakeholder)

    without = [
        (claim.key, index) for claim in claims_of(seed_files) for index, hop in enumerate(claim.chain) if is_shown(hop) and not hop.evidence
    ]
    assert without == []


def test_no_quoted_text_is_longer_than_twelve_words(seed_files: DataFiles) -> None:
    assert max(len(quote.split()) for claim in claims_of(seed_files) for quote in quotes_of(claim)) <= MAX_QUOTED_WORDS


def test_every_allegation_names_its_target(seed_files: DataFiles) -> None:
    allegations = [claim for claim in claims_of(seed_files) if claim.kind is ClaimKind.ALLEGATION]
    assert allegations
    assert all(claim.participants.get(Role.TARGET) for claim in allegations)


def test_every_claim_keeps_the_rules(seed_files: DataFiles) -> None:
    assert [(claim.key, broken) for claim in claims_of(seed_files) for broken in broken_rules(claim)] == []


def test_every_date_is_one_that_edtf_knows(seed_files: DataFiles) -> None:
    figures = [figure.period for claim in claims_of(seed_files) for figure in claim.figures]
    dates = [date for date in (*(claim.event_date for claim in claims_of(seed_files)), *figures) if date]
    assert dates
    assert all(first <= last for first, last in map(days_spanned, dates))


def test_every_stakeholder_is_used(seed_files: DataFiles) -> None:
    assert {item.id for item in seed_files.stakeholders} - used_stakeholders(seed_files) == set()


def test_every_topic_is_used(seed_files: DataFiles) -> None:
    used = {slug for claim in claims_of(seed_files) for slug in claim.topics}
    assert {item.id for item in seed_files.topics} - used == set()


def test_every_unit_and_measure_is_used(seed_files: DataFiles) -> None:
    figures = [figure for claim in claims_of(seed_files) for figure in claim.figures]
    assert {term.value for term in seed_files.terms.units} == {figure.unit for figure in figures}
    assert {term.value for term in seed_files.terms.measures} == {figure.measure for figure in figures}


def test_every_state_has_its_iso_codes(seed_files: DataFiles) -> None:
    states = [item for item in seed_files.stakeholders if item.kind is StakeholderKind.STATE]
    assert {item.id: (item.outside_knowledge.iso_alpha_2, item.outside_knowledge.iso_alpha_3) for item in states} == {
        "china": ("CN", "CHN"),
        "north-korea": ("KP", "PRK"),
        "south-korea": ("KR", "KOR"),
        "united-states": ("US", "USA"),
    }


def test_only_korea_can_mean_two_parties(seed_files: DataFiles) -> None:
    meanings: dict[str, set[str]] = {}
    for item in seed_files.stakeholders:
        for name in names_of(item):
            meanings.setdefault(fold(name), set()).add(item.id)
    assert {name: ids for name, ids in meanings.items() if len(ids) > 1} == {"korea": {"north-korea", "south-korea"}}


def test_every_name_finds_its_stakeholder(seed_engine: Engine, seed_files: DataFiles) -> None:
    with open_snapshot(seed_engine, Memory()) as snapshot:
        found = {
            name: resolve(snapshot, "stakeholders", "actor", name).id
            for item in seed_files.stakeholders
            for name in names_of(item)
            if fold(name) != "korea"
        }
    assert found == {name: item.id for item in seed_files.stakeholders for name in names_of(item) if fold(name) != "korea"}


def test_korea_is_ambiguous(seed_engine: Engine) -> None:
    with open_snapshot(seed_engine, Memory()) as snapshot, pytest.raises(QueryError) as raised:
        resolve(snapshot, "stakeholders", "actor", "Korea")
    (fault,) = raised.value.faults
    assert (fault.code, fault.suggestions) == ("ambiguous_name", ["north-korea", "south-korea"])


@pytest.mark.parametrize("name", ["China", "Beijing", "Chinese government", "PRC", "CHN", "cn", "china’s government", "BEIJING"])
def test_china_is_found_by_each_of_its_names(seed_engine: Engine, name: str) -> None:
    with open_snapshot(seed_engine, Memory()) as snapshot:
        assert resolve(snapshot, "stakeholders", "actor", name).id == "china"


def test_what_the_first_report_does_not_say_of_itself_is_null(seed_files: DataFiles) -> None:
    report = first_report(seed_files)
    document = report.payload.document
    unknown = (document.publisher, document.byline, document.url, document.archived_url, document.retrieved_at, document.rights)
    assert unknown == (None,) * 6


@pytest.mark.parametrize("member", ["parent", "iso_alpha_2", "iso_alpha_3", "identifiers", "same_as"])
def test_what_no_report_says_of_a_stakeholder_is_marked_as_outside_knowledge(
    seed_engine: Engine, seed_files: DataFiles, member: str
) -> None:
    given = {item.id for item in seed_files.stakeholders if getattr(item.outside_knowledge, member)}
    with Session(reading(seed_engine)) as session:
        rows = session.execute(select(Stakeholder)).scalars()
        assert {row.slug for row in rows if member in row.outside_knowledge.split()} == given


def test_every_alias_that_no_report_prints_is_marked_as_outside_knowledge(seed_engine: Engine, seed_files: DataFiles) -> None:
    given = {(item.id, alias) for item in seed_files.stakeholders for alias in item.outside_knowledge.aliases}
    outside = select(col(Stakeholder.slug), col(Alias.name)).join(Alias).where(col(Alias.is_outside_knowledge).is_(True))
    with Session(reading(seed_engine)) as session:
        assert {tuple(row) for row in session.execute(outside)} == given


def test_no_topic_claims_a_mapping_that_was_not_verified(seed_files: DataFiles) -> None:
    assert [item.id for item in seed_files.topics if item.mappings] == []


def test_the_disputes_of_the_first_report_are_there(seed_files: DataFiles) -> None:
    relations = {(claim.key, relation.relation.value, relation.claim) for claim in claims_of(seed_files) for relation in claim.relations}
    assert ("china-economic-migrants", "disputes", "rapporteur-refugees") in relations


def test_every_kind_of_source_occurs(seed_files: DataFiles) -> None:
    kinds = {hop.source_type.value for claim in claims_of(seed_files) for hop in claim.chain}
    assert kinds == {"named", "described", "unnamed", "generic", "author"}


def test_anchors_are_those_of_the_text_that_was_read(seed_files: DataFiles) -> None:
    anchors = first_report(seed_files).anchors
    assert (anchors.text_sha256, anchors.text_length) == ("cdf7bf5f72bd41fabcf60dfc4abb558583456972a89b337f6049ad20b63080ea", 3117)


def test_no_anchor_is_left_that_no_evidence_needs(seed_files: DataFiles) -> None:
    report = first_report(seed_files)
    needed = {(item.paragraph, item.exact, item.to) for claim in report.payload.claims for item in evidence_of(claim)}
    assert set(report.anchors.by_quotation) == needed


def test_repository_repeats_no_sentence_of_the_source() -> None:
    if not VERBATIM.is_file():
        pytest.skip(f"the text that the first report was taken from is not at hand: there is no {VERBATIM}")
    if not (CHECKOUT / ".git").exists():
        pytest.skip("the tool asks git which files there are, and this is no checkout")
    run = subprocess.run([sys.executable, VERBATIM, CHECKOUT], capture_output=True, text=True, check=False)  # noqa: S603 (a tool of ours)
    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)


def first_report(files: DataFiles) -> Report:
    return next(report for report in files.reports if report.payload.document.id == "china-north-korean-refugees-2008")
