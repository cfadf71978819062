"""Vocabularies: what every value of every enum, unit and measure means."""

import inspect

import pytest
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.model import vocabulary
from app.model.vocabulary import CLOSED_VOCABULARIES, ClosedVocabulary
from tests.asking import ask, ids

MAPPED = {"certainties": "factbank:", "acts": "parc:"}


def enums_of_the_code() -> list[type[ClosedVocabulary]]:
    found = [item for _, item in inspect.getmembers(vocabulary, inspect.isclass) if issubclass(item, ClosedVocabulary)]
    return [item for item in found if item is not ClosedVocabulary]


def test_every_enum_of_the_code_is_a_vocabulary(client: TestClient) -> None:
    assert set(enums_of_the_code()) == set(CLOSED_VOCABULARIES.values())
    assert set(ids(client, "/vocabularies", is_closed="true")) == set(CLOSED_VOCABULARIES)


@pytest.mark.parametrize("slug", CLOSED_VOCABULARIES)
def test_enum_is_shown_value_by_value_in_order(slug: str, client: TestClient) -> None:
    record = ask(client, f"/vocabularies/{slug}")
    assert [term["value"] for term in record["terms"]] == [str(value) for value in CLOSED_VOCABULARIES[slug]]
    assert record["is_closed"] is True
    assert record["description"]


def test_every_value_has_a_definition_and_an_example(client: TestClient) -> None:
    for record in ask(client, "/vocabularies", limit=500)["items"]:
        assert record["terms"], record["id"]
        for term in record["terms"]:
            assert term["label"], term
            assert term["definition"].endswith("."), term
            assert term["example"], term
            assert "_" not in term["label"], term


@pytest.mark.parametrize(("slug", "scheme"), MAPPED.items())
def test_values_are_mapped_where_the_scheme_has_them(slug: str, scheme: str, client: TestClient) -> None:
    assert all(term["mapping"].startswith(scheme) for term in ask(client, f"/vocabularies/{slug}")["terms"])


def test_relations_are_mapped_to_cito_where_one_fits(client: TestClient) -> None:
    mapped = {term["value"]: term["mapping"] for term in ask(client, "/vocabularies/relations")["terms"]}
    assert mapped["disputes"] == "cito:disputes"
    assert {mapping.partition(":")[0] for mapping in mapped.values() if mapping} == {"cito"}


def test_open_lists_are_what_the_files_say(client: TestClient, seed_files: DataFiles) -> None:
    assert ids(client, "/vocabularies", is_closed="false") == ["measures", "units"]
    for slug, terms in (("units", seed_files.terms.units), ("measures", seed_files.terms.measures)):
        shown = ask(client, f"/vocabularies/{slug}")["terms"]
        assert [(term["value"], term["label"], term["definition"], term["example"]) for term in shown] == [
            (term.value, term.label, term.definition, term.example) for term in terms
        ]


def test_vocabularies_are_sorted_by_id(client: TestClient) -> None:
    everything = ids(client, "/vocabularies")
    assert everything == sorted([*CLOSED_VOCABULARIES, "units", "measures"])
    assert ids(client, "/vocabularies", sort="-id") == everything[::-1]


def test_values_in_records_are_in_their_vocabularies(client: TestClient) -> None:
    known = {record["id"]: {term["value"] for term in record["terms"]} for record in ask(client, "/vocabularies", limit=500)["items"]}
    for claim in ask(client, "/claims", limit=500)["items"]:
        assert claim["kind"] in known["claim-kinds"]
        assert claim["status"] in known["statuses"]
        assert claim["certainty"] in known["certainties"]
        assert {hop["act"] for hop in claim["chain"]} <= known["acts"]
        assert {hop["source_type"] for hop in claim["chain"]} <= known["source-types"]
        assert {item["role"] for item in claim["participants"]} <= known["roles"]
        assert {item["relation"] for item in claim["relations"]} <= known["relations"]
    for figure in ask(client, "/figures", limit=500)["items"]:
        assert figure["comparator"] in known["comparators"]
        assert figure["unit"] in known["units"]
        assert figure["measure"] in known["measures"]
    assert {item["kind"] for item in ask(client, "/stakeholders", limit=500)["items"]} <= known["stakeholder-kinds"]
