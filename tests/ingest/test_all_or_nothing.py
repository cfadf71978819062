"""A load that fails writes nothing."""

import pytest
from sqlalchemy import Engine

from app.ingest.errors import DataError
from app.ingest.files import DataFiles
from app.publishing.errors import RecordTooLargeError
from tests.ingest.folder import LATER, Data, DataFolder, claim_address, load_into
from tests.ingest.stored import state_of


def test_nothing_is_written_when_a_reference_leads_nowhere(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    ferry.topic("shelter")["name"] = "Roof"
    ferry.claim("departures-in-march")["topics"] = ["flights"]
    with pytest.raises(DataError):
        ferry.load(ferry_engine, LATER)
    assert state_of(ferry_engine) == before


def test_nothing_is_written_when_a_published_figure_is_no_longer_there(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    ferry.topic("shelter")["name"] = "Roof"
    ferry.claim("departures-in-march")["figures"] = []
    with pytest.raises(DataError, match="the published figure more than 2,000 is no longer there") as raised:
        ferry.load(ferry_engine, LATER)
    assert [(fault.file, fault.record, fault.field) for fault in raised.value.faults] == [
        (ferry.report_path, "claim departures-in-march", "figures")
    ]
    assert state_of(ferry_engine) == before


def test_figure_is_refused_when_its_key_is_changed(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["figures"][0]["key"] = "leavers"
    with pytest.raises(DataError, match="what is published does not vanish"):
        ferry.load(ferry_engine, LATER)


def test_lost_figures_are_reported_together_when_several_claims_lose_one(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.claim("departures-in-march")["figures"] = []
    ferry.claim("islanders-may-stay")["figures"] = []
    with pytest.raises(DataError) as raised:
        ferry.load(ferry_engine, LATER)
    assert {fault.record for fault in raised.value.faults} == {"claim departures-in-march", "claim islanders-may-stay"}


def test_nothing_is_written_when_a_relation_leads_to_an_unknown_id(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    ferry.claim("families-turned-away")["relations"] = [{"relation": "supports", "claim": f"clm_{'0' * 26}"}]
    with pytest.raises(DataError, match=f"there is no claim clm_{'0' * 26}") as raised:
        ferry.load(ferry_engine, LATER)
    assert [(fault.file, fault.record, fault.field) for fault in raised.value.faults] == [
        (ferry.report_path, "claim families-turned-away", "relations.0.claim")
    ]
    assert state_of(ferry_engine) == before


@pytest.mark.parametrize("is_by_key", [True, False])
def test_claim_is_refused_when_it_bears_on_itself(ferry_engine: Engine, ferry: DataFolder, *, is_by_key: bool) -> None:
    key = "families-turned-away"
    own = key if is_by_key else claim_address(ferry.read(), key).removeprefix("claims/")
    ferry.claim(key)["relations"] = [{"relation": "supports", "claim": own}]
    with pytest.raises(DataError, match="a claim does not bear on itself"):
        ferry.load(ferry_engine, LATER)


def test_figure_and_its_evidence_are_replaced_when_it_is_corrected(ferry_engine: Engine, ferry: DataFolder) -> None:
    figure: Data = ferry.claim("departures-in-march")["figures"][0]
    figure |= {"as_printed": "2,000 people", "comparator": "exact", "value": 2000, "lower": None}
    figure["evidence"] = [{"paragraph": 2, "exact": "2,000 people left"}]
    ferry.load(ferry_engine, LATER)
    (corrected,) = [record.data for record in state_of(ferry_engine).of("figures").values() if record.version == 2]
    assert (corrected["as_printed"], corrected["value"], corrected["lower"]) == ("2,000 people", "2000", None)
    assert [item["exact"] for item in corrected["evidence"]] == ["2,000 people left"]


def test_empty_database_stays_empty_when_the_first_load_fails(empty_engine: Engine, ferry: DataFolder) -> None:
    files: DataFiles = ferry.read()
    ferry.claim("departures-in-march")["topics"] = ["flights"]
    with pytest.raises(DataError):
        ferry.load(empty_engine)
    assert state_of(empty_engine).records == {}
    assert state_of(empty_engine).revision is None
    assert load_into(empty_engine, files).records_changed > 0


def test_nothing_is_written_when_a_record_would_be_too_large(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    hop = {"source_type": "described", "label": "x" * 300, "act": "says", "certainty": "certain"}
    ferry.claim("departures-in-march")["chain"] = [hop] * 80
    with pytest.raises(RecordTooLargeError, match=r"Citation\.long"):
        ferry.load(ferry_engine, LATER)
    assert state_of(ferry_engine) == before
