"""Validators change with the data that an answer shows, and with nothing else."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from app.ingest.files import DataFiles
from tests.asking import ids
from tests.serving import load_files, serving, with_stakeholder
from tests.web.test_conditional import DATED, LISTS, http_date

LATER = datetime(2026, 2, 1, tzinfo=UTC)


def test_validators_of_all_lists_change_when_the_data_change(own_engine: Engine, seed_files: DataFiles) -> None:
    with serving(own_engine) as client:
        before = {address: client.get(address).headers["ETag"] for address in LISTS}
        load_files(own_engine, with_stakeholder(seed_files, "christians", description="Told anew."), LATER)
        for address in LISTS:
            answer = client.get(address, headers={"If-None-Match": before[address]})
            assert answer.status_code == 200
            assert answer.headers["ETag"] != before[address]
            assert answer.headers["Last-Modified"] == http_date(LATER)


def test_validator_of_a_record_changes_with_that_record_only(own_engine: Engine, seed_files: DataFiles) -> None:
    with serving(own_engine) as client:
        everywhere = [f"/stakeholders/{item.id}" for item in seed_files.stakeholders] + [
            f"/claims/{public_id}" for public_id in ids(client, "/claims")
        ]
        before = {address: client.get(address).headers["ETag"] for address in everywhere}
        load_files(own_engine, with_stakeholder(seed_files, "christians", description="Told anew."), LATER)
        after = {address: client.get(address).headers["ETag"] for address in everywhere}
    assert {address for address in everywhere if before[address] != after[address]} == {"/stakeholders/christians"}


def test_validator_of_a_claim_changes_when_a_name_in_it_changes(own_engine: Engine, seed_files: DataFiles) -> None:
    with serving(own_engine) as client:
        (claim_id,) = ids(client, "/claims", affected="christians")
        before = client.get(f"/claims/{claim_id}")
        load_files(own_engine, with_stakeholder(seed_files, "christians", name="Christian believers"), LATER)
        after = client.get(f"/claims/{claim_id}", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.headers["Last-Modified"] == http_date(LATER)
    assert after.json()["version"] == 2


def test_validators_stay_when_the_same_data_are_loaded_again(own_engine: Engine, seed_files: DataFiles) -> None:
    with serving(own_engine) as client:
        before = {address: client.get(address).headers["ETag"] for address in DATED}
        load_files(own_engine, seed_files, LATER)
        assert {address: client.get(address).headers["ETag"] for address in DATED} == before


def test_answer_may_be_kept_and_shown_while_it_is_asked_for_anew(own_engine: Engine) -> None:
    with serving(own_engine, cache_seconds=7) as client:
        assert client.get("/claims").headers["Cache-Control"].startswith("public, max-age=7, stale-while-revalidate=")
