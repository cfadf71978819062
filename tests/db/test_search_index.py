"""The index of search: it follows the data, and is made where an older database has none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.ingest.payload.report import ClaimPayload
from tests.asking import ids
from tests.serving import load_files, serving, with_claims, with_stakeholder

LATER = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def own_client(own_engine: Engine) -> Iterator[TestClient]:
    """A client on a database that the test changes."""
    with serving(own_engine) as client:
        yield client


def reworded(files: DataFiles, key: str, statement: str) -> DataFiles:
    """The same files with another statement of one claim."""
    report = files.reports[0]
    claims: list[ClaimPayload] = [
        claim.model_copy(update={"statement": statement}) if claim.key == key else claim for claim in report.payload.claims
    ]
    return replace(files, reports=(with_claims(report, *claims),))


def test_claim_is_found_by_its_new_words_only_when_it_is_reworded(
    own_engine: Engine, own_client: TestClient, seed_files: DataFiles
) -> None:
    (claim_id,) = ids(own_client, "/claims", q='"economic migrants"')
    payload = next(claim for claim in seed_files.reports[0].payload.claims if "economic migrants" in claim.statement)
    load_files(own_engine, reworded(seed_files, payload.key, "They come for quizzaciously better wages."), LATER)
    assert ids(own_client, "/claims", q="quizzaciously") == [claim_id]
    assert claim_id in ids(own_client, "/claims", q="wages")
    assert ids(own_client, "/claims", q='"economic migrants"') == []


def test_figure_is_found_by_the_new_words_of_its_claim(own_engine: Engine, own_client: TestClient, seed_files: DataFiles) -> None:
    payload = next(claim for claim in seed_files.reports[0].payload.claims if claim.figures)
    load_files(own_engine, reworded(seed_files, payload.key, "They were counted quizzaciously."), LATER)
    found = ids(own_client, "/figures", q="quizzaciously")
    assert len(found) == len(payload.figures)
    assert set(found) == set(ids(own_client, "/figures", claim=ids(own_client, "/claims", q="quizzaciously")))


def test_claims_are_found_by_the_new_name_of_who_is_in_them(own_engine: Engine, own_client: TestClient, seed_files: DataFiles) -> None:
    involving = ids(own_client, "/claims", actor="christians", sort="updated")
    load_files(own_engine, with_stakeholder(seed_files, "christians", name="Quizzacious believers"), LATER)
    assert involving
    assert ids(own_client, "/claims", q="quizzacious") == involving
    assert ids(own_client, "/stakeholders", q="quizzacious") == ["christians"]


def test_claims_and_figures_are_found_by_the_new_alias_of_who_is_in_them(
    own_engine: Engine, own_client: TestClient, seed_files: DataFiles
) -> None:
    before = own_client.get("/claims", params={"actor": "china", "limit": 500}).content
    involving, counted = ids(own_client, "/claims", actor="china"), ids(own_client, "/figures", place="china")
    china = next(item for item in seed_files.stakeholders if item.id == "china")
    load_files(own_engine, with_stakeholder(seed_files, "china", aliases=(*china.aliases, "Quizzacious realm")), LATER)
    assert own_client.get("/claims", params={"actor": "china", "limit": 500}).content == before
    assert set(ids(own_client, "/claims", q='"quizzacious realm"')) == set(involving) != set()
    assert set(ids(own_client, "/figures", q="quizzacious")) == set(counted) != set()
    load_files(own_engine, seed_files, LATER)
    assert ids(own_client, "/claims", q="quizzacious") == []


def test_everything_is_indexed_by_the_next_load_when_other_code_indexed_it(
    own_engine: Engine, own_client: TestClient, seed_files: DataFiles
) -> None:
    nouns = ("claims", "stakeholders", "figures", "documents", "topics", "vocabularies")
    questions = [(f"/{noun}", q) for noun in nouns for q in ("refugees", "report*", "-china", "p*")]
    before = [ids(own_client, address, q=q) for address, q in questions]
    with own_engine.begin() as connection:
        connection.execute(text("DELETE FROM search"))
        connection.execute(text("UPDATE data_set SET rendering = '', mark = 'another'"))  # as after the migration that makes the index
    assert ids(own_client, "/claims", q="refugees") == []
    load_files(own_engine, seed_files, LATER)
    assert [ids(own_client, address, q=q) for address, q in questions] == before
    assert sum(map(bool, before)) > 12


def test_index_stays_as_it_is_when_the_same_data_are_loaded_again(
    own_engine: Engine, own_client: TestClient, seed_files: DataFiles
) -> None:
    before = own_client.get("/claims?q=refugees")
    load_files(own_engine, seed_files, LATER)
    with own_engine.connect() as connection:
        indexed = connection.execute(text("SELECT count(*) FROM search")).scalar_one()
        stored = connection.execute(text("SELECT count(*) FROM record")).scalar_one()
    assert indexed == stored
    assert own_client.get("/claims?q=refugees").content == before.content
