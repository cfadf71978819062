import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from ulid import ULID

from app.ingest.ids import permanent_id
from tests.ingest.folder import LATER, DataFolder
from tests.ingest.stored import state_of


def ulid_of(public_id: str) -> ULID:
    return ULID.from_str(public_id.partition("_")[2].upper())


def test_id_is_the_same_when_the_same_names_are_given_again() -> None:
    assert permanent_id("clm", "tamar", "a") == permanent_id("clm", "tamar", "a")


def test_id_is_the_one_that_was_published_when_the_seed_was_first_loaded() -> None:
    found = permanent_id("clm", "china-north-korean-refugees-2008", "china-decides-departure")
    assert found == "clm_00000000002741jhb11e2gnaht"


@given(st.text(), st.text())
def test_id_is_a_ulid_in_lower_case_whatever_it_is_made_of(document: str, key: str) -> None:
    public_id = permanent_id("clm", document, key)
    assert public_id == public_id.lower()
    assert public_id.startswith("clm_")
    assert ulid_of(public_id).timestamp == 0


@pytest.mark.parametrize("names", [("a", "bc"), ("ab", "c"), ("abc",), ("abc", "")])
def test_ids_differ_when_names_are_divided_otherwise(names: tuple[str, ...]) -> None:
    others = {("a", "bc"), ("ab", "c"), ("abc",), ("abc", "")} - {names}
    assert permanent_id("clm", *names) not in {permanent_id("clm", *other) for other in others}


def test_ids_do_not_depend_on_the_order_of_the_claims(empty_engine: Engine, ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.report["claims"].reverse()
    ferry.load(empty_engine)
    assert set(state_of(empty_engine).records) == set(state_of(ferry_engine).records)


def test_id_stays_when_a_claim_is_corrected(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = set(state_of(ferry_engine).records)
    for claim in ferry.report["claims"]:
        claim["statement"] = f"Corrected: {claim['statement']}"
    ferry.load(ferry_engine, LATER)
    assert set(state_of(ferry_engine).records) == before


def test_ids_stay_when_the_title_of_the_document_is_corrected(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = set(state_of(ferry_engine).records)
    ferry.report["document"]["title"] = "Islanders Land"
    ferry.load(ferry_engine, LATER)
    assert set(state_of(ferry_engine).records) == before


def test_ids_stay_when_the_date_of_the_document_is_corrected(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = set(state_of(ferry_engine).records)
    ferry.report["document"]["published_at"] = "2034-04-12T18:35:00+02:00"
    summary = ferry.load(ferry_engine, LATER)
    assert summary.left_over == ()
    assert set(state_of(ferry_engine).records) == before
