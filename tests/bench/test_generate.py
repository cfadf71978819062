"""Generated data: the same for the same seed, shaped like reports, and loaded as reports are."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, func, select
from sqlmodel import Session

from app.anchors.text import read_source
from app.anchors.verify import verify
from app.db.engine import open_engine, reading
from app.ingest.files import Report
from app.ingest.payload.report import ClaimPayload
from app.model import Claim
from bench.generate import fill, made_up, main
from bench.generate_text import Passages
from bench.generate_words import Language
from tests.conftest import Databases
from tests.publishing.test_stored_records import differences

CLAIMS = 400


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(made_up(CLAIMS).reports)


@pytest.fixture(scope="module")
def claims(reports: list[Report]) -> list[ClaimPayload]:
    return [claim for report in reports for claim in report.payload.claims]


@pytest.fixture
def filled(databases: Databases) -> Engine:
    url = databases.create()
    fill(url, CLAIMS)
    return open_engine(url)


def test_data_are_the_same_when_the_seed_is(reports: list[Report]) -> None:
    again = made_up(CLAIMS)
    assert list(again.reports) == reports
    assert again.stakeholders == made_up(CLAIMS).stakeholders


def test_data_differ_when_the_seed_does(reports: list[Report]) -> None:
    assert next(iter(made_up(CLAIMS, seed=2).reports)) != reports[0]


@pytest.mark.parametrize("count", [1, 40, 399])
def test_there_are_as_many_claims_as_were_asked_for(count: int) -> None:
    assert sum(len(report.payload.claims) for report in made_up(count).reports) == count


def test_a_few_parties_are_named_far_more_often_than_most(claims: list[ClaimPayload]) -> None:
    named = Counter(hop.stakeholder for claim in claims for hop in claim.chain if hop.stakeholder)
    (_, most), *_ = named.most_common(1)
    assert most > 5 * sum(named.values()) / len(named)


def test_chains_have_one_to_four_hops_besides_joint_speakers(claims: list[ClaimPayload]) -> None:
    assert {sum(not hop.with_previous for hop in claim.chain) for claim in claims} == {1, 2, 3, 4}


def test_about_a_fifth_of_the_claims_have_figures_and_some_have_relations(claims: list[ClaimPayload]) -> None:
    assert 0.1 < sum(bool(claim.figures) for claim in claims) / len(claims) < 0.3
    assert any(relation.claim.startswith("clm_") for claim in claims for relation in claim.relations)


def test_statements_have_words_that_are_common_and_words_that_are_rare(claims: list[ClaimPayload]) -> None:
    found = Counter(word for claim in claims for word in set(claim.statement.split()))
    assert found["refugees"] > len(claims) / 5
    assert sum(count == 1 for count in found.values()) > len(claims)


def test_anchors_hold_in_the_text_that_was_made_up_for_them(tmp_path: Path) -> None:
    random = Random(1)  # noqa: S311 (made-up data, no secret)
    passages = Passages(Language(random), "Headline")
    quoted = [passages.quote(random) for _ in range(20)]
    path = tmp_path / "report.txt"
    path.write_text(passages.text, encoding="utf-8")
    anchors = passages.anchors
    assert [line.exact for line in anchors.anchors] == [item["exact"] for item in quoted]
    assert verify(read_source(path, 1), [("", line.anchor) for line in anchors.anchors], anchors.text_sha256).is_sound


def test_every_record_reads_as_it_is_stored_when_made_up_claims_are_loaded(filled: Engine) -> None:
    with Session(reading(filled)) as session:
        assert session.execute(select(func.count()).select_from(Claim)).scalar_one() == CLAIMS
    assert list(differences(filled)) == []
    filled.dispose()


def test_command_says_how_fast_it_went(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["--claims", "40", "--database", f"sqlite:///{tmp_path / 'made-up.sqlite'}"])
    assert told.exit_code == 0
    assert "40 claims, " in told.stdout
    assert "claims/s" in told.stdout
