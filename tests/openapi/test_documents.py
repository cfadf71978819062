"""The committed documents: what the code gives, valid, and written for generators."""

import json

import pytest
import yaml
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from app.openapi import documents
from app.settings import CHECKOUT
from tests.openapi.parts import Part, operations, parameters, schemas_within

NAMES = ("openapi.json", "openapi.yaml", "openapi-3.0.json")

VERBS = (
    *("list_", "get_", "compare_", "create_", "replace_", "update_", "delete_"),
    *("retract_", "merge_", "submit_", "return_", "publish_", "import_"),
    *("rotate_", "test_", "replay_"),
)
SENT = {
    *(f"{name}Content" for name in ("Alias", "Claim", "Document", "Evidence", "Figure", "Hop", "Mapping")),
    *(f"{name}Content" for name in ("OutsideKnowledge", "Participants", "Relation", "Stakeholder", "Topic")),
    "Merger",
    "DraftBeginning",
    "DraftRevision",
    "WebhookBeginning",
    "Replay",
    "WebhookChanges",
}
"""Schemas of what is sent: what need not be said has a default."""


@pytest.mark.parametrize("name", NAMES)
def test_committed_document_is_what_the_code_gives(name: str, written: dict[str, str]) -> None:
    assert (CHECKOUT / "openapi" / name).read_text(encoding="utf-8") == written[name], "run 'make openapi' and commit what it writes"


def test_documents_are_the_same_at_every_call(written: dict[str, str]) -> None:
    assert documents() == written


@pytest.mark.parametrize("name", NAMES)
def test_server_hands_out_the_committed_document(name: str, client: TestClient) -> None:
    assert client.get(f"/{name}").content == (CHECKOUT / "openapi" / name).read_bytes()


def test_yaml_says_what_json_says(written: dict[str, str], document: Part) -> None:
    assert yaml.safe_load(written["openapi.yaml"]) == document


@pytest.mark.parametrize("name", ["openapi.json", "openapi-3.0.json"])
def test_document_is_valid(name: str, written: dict[str, str]) -> None:
    validate(json.loads(written[name]))


def test_operation_ids_are_short_and_unique(document: Part) -> None:
    ids = [operation["operationId"] for operation in operations(document)]
    assert len(ids) == len(set(ids))
    assert all(operation_id.startswith(VERBS) and operation_id.count("_") <= 2 for operation_id in ids)


def test_every_operation_has_one_tag_and_an_example_of_its_answer(document: Part) -> None:
    known = {tag["name"] for tag in document["tags"]}
    for operation in operations(document):
        assert len(operation["tags"]) == 1
        assert operation["tags"][0] in known
        (done,) = {"200", "201", "204"} & operation["responses"].keys()
        answer = operation["responses"][done].get("content", {})
        assert "application/json" not in answer or answer["application/json"]["example"]
        for sent in operation.get("requestBody", {}).get("content", {}).values():
            assert sent["example"]


def test_every_operation_tells_of_the_problems_that_any_request_can_meet(document: Part) -> None:
    for operation in operations(document):
        assert {"414", "429", "500", "503"} <= operation["responses"].keys()
        assert ("401" in operation["responses"]) == ("security" in operation)


def test_every_address_of_one_thing_tells_of_404(document: Part) -> None:
    for path, item in document["paths"].items():
        assert "{" not in path or all("404" in operation["responses"] for operation in item.values())


def test_every_error_is_a_problem_with_an_example(document: Part) -> None:
    for response in document["components"]["responses"].values():
        content = response["content"]["application/problem+json"]
        assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert content["example"]["errors"] is not None
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_no_schema_has_a_title_or_an_enum_without_a_name(document: Part) -> None:
    named = list(document["components"]["schemas"].values())
    for schema in schemas_within(document["paths"]):
        assert "title" not in schema
        assert "enum" not in schema
    for schema in named:
        for member in schemas_within(schema.get("properties", {})):
            assert "enum" not in member


def test_parameters_are_not_nullable_and_references_stand_alone(document: Part) -> None:
    for parameter in parameters(document):
        schema = parameter["schema"]
        assert "anyOf" not in schema
        assert "null" not in schema.get("type", "")
        assert "$ref" not in schema or set(schema) == {"$ref"}


def test_no_default_says_what_leaving_it_out_says_too(document: Part) -> None:
    defaults = [schema["default"] for schema in schemas_within(document) if "default" in schema]
    assert defaults
    assert not any(default is None or default is False or default == [] for default in defaults)  # a client of R would send FALSE


def test_every_member_of_an_answer_is_required_and_described(document: Part) -> None:
    optional = {"AnyContent", "AnyRecord", "MergePatch", "ResolvedNames"}
    for name, schema in document["components"]["schemas"].items():
        if schema.get("type") != "object":
            continue
        assert schema["description"], name
        if name in optional:
            continue
        assert name in SENT or set(schema["required"]) == set(schema["properties"]), name
        for member, shape in schema["properties"].items():
            assert shape.get("description"), f"{name}.{member}"


def test_every_enum_value_has_a_name_for_generators(document: Part) -> None:
    for schema in document["components"]["schemas"].values():
        if "enum" in schema:
            assert len(schema["x-enum-varnames"]) == len(schema["enum"])
            assert all(name.isidentifier() for name in schema["x-enum-varnames"])


def test_every_answer_with_a_next_page_says_how_it_is_found(document: Part) -> None:
    schemas = document["components"]["schemas"]
    for operation in operations(document):
        answer = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        members = schemas.get(answer.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
        assert ("next" in members) == ("x-pagination" in operation)
        if "x-pagination" in operation:
            assert {operation["x-pagination"]["items"], operation["x-pagination"]["next"]} <= members.keys()


def test_every_summary_is_one_short_sentence(document: Part) -> None:
    for operation in operations(document):
        assert operation["description"].startswith(operation["summary"])
        assert len(operation["summary"]) <= 120
        assert ". " not in operation["summary"]


def test_both_licences_are_stated(document: Part) -> None:
    assert document["info"]["license"]["identifier"] == "Apache-2.0"
    assert document["info"]["x-data-license"]["identifier"] == "CC-BY-4.0"


def test_3_0_rendering_has_the_same_operations_and_no_word_of_3_1(written: dict[str, str], document: Part) -> None:
    older = json.loads(written["openapi-3.0.json"])
    assert [operation["operationId"] for operation in operations(older)] == [operation["operationId"] for operation in operations(document)]
    for schema in schemas_within(older):
        assert not isinstance(schema.get("type"), list)
        assert "const" not in schema
        assert "$ref" not in schema or len(schema) == 1
