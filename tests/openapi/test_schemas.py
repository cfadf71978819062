"""The schemas of the committed document: bounded, named for what they are, used, and each with an example that is of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from tests.openapi.parts import Part, operations, parameters, references_within, schemas_within

BY_FORM = {"date", "date-time", "binary"}
"""Formats that bound a string by themselves."""
MADE_BY_GENERATORS = re.compile(r"^(Body|HTTPValidation|Response)|_|(In|Out)put|^New[A-Z]")


@pytest.fixture(scope="module")
def validator(document: Part) -> Draft202012Validator:
    """Validates ``{"the name of a schema": a value of it}``."""
    schemas = document["components"]["schemas"]
    named = {name: {"$ref": f"#/components/schemas/{name}"} for name in schemas}
    own = {"properties": named, "additionalProperties": False, "components": {"schemas": schemas}}
    return Draft202012Validator(own, validate_formats=True)


def kinds(schema: Part) -> list[str]:
    """The types that a schema admits."""
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else kind


def examples_of_operations(document: Part) -> Iterator[tuple[str, Any]]:
    """Every example of what is sent, answered or told as a problem, by the name of its schema."""
    bodies = [operation["requestBody"] for operation in operations(document) if "requestBody" in operation]
    answers = [answer for operation in operations(document) for answer in operation["responses"].values() if "content" in answer]
    for part in (*bodies, *answers, *document["components"]["responses"].values()):
        for content in part["content"].values():
            if "$ref" in content["schema"]:
                yield content["schema"]["$ref"].rpartition("/")[2], content["example"]


def test_every_string_has_a_limit(document: Part) -> None:
    validators = document["components"]["parameters"]["IfNoneMatch"]["schema"]  # all are looked through, and none is refused
    for schema in schemas_within(document):
        if schema is validators:
            continue
        assert "string" not in kinds(schema) or "maxLength" in schema or "enum" in schema or schema.get("format") in BY_FORM, schema


def test_every_array_has_a_limit(document: Part) -> None:
    for schema in schemas_within(document):
        assert "array" not in kinds(schema) or "maxItems" in schema, schema


def test_every_whole_number_has_limits_and_a_width(document: Part) -> None:
    for schema in schemas_within(document):
        assert "integer" not in kinds(schema) or schema.keys() >= {"minimum", "maximum", "format"}, schema


def test_every_schema_is_named_for_what_it_is(document: Part) -> None:
    names = document["components"]["schemas"].keys()
    assert not [name for name in names if MADE_BY_GENERATORS.search(name)]
    assert len({name.lower() for name in names}) == len(names)


def test_every_schema_is_used(document: Part) -> None:
    assert {f"#/components/schemas/{name}" for name in document["components"]["schemas"]} <= set(references_within(document))


def test_whatever_is_sent_and_answered_has_a_named_schema(document: Part) -> None:
    for operation in operations(document):
        for part in (operation.get("requestBody", {}), *operation["responses"].values()):
            for content in part.get("content", {}).values():
                assert "$ref" in content["schema"] or content["schema"] == {"type": "string", "format": "binary"}


def test_every_schema_has_an_example_that_is_of_it(document: Part, validator: Draft202012Validator) -> None:
    for name, schema in document["components"]["schemas"].items():
        (example,) = schema["examples"]
        validator.validate({name: example})


def test_every_example_of_an_operation_is_of_its_schema(document: Part, validator: Draft202012Validator) -> None:
    for name, example in examples_of_operations(document):
        validator.validate({name: example})


def test_every_example_of_a_parameter_is_of_its_schema(document: Part) -> None:
    headers = document["components"]["headers"].values()
    told = [part["schema"] for part in (*parameters(document), *headers) if "examples" in part["schema"]]
    assert told
    for schema in told:
        for example in schema["examples"]:
            Draft202012Validator(schema, validate_formats=True).validate(example)


def test_patterns_are_plain_when_generators_copy_them_into_other_languages(document: Part) -> None:
    patterns = {schema["pattern"] for schema in schemas_within(document) if "pattern" in schema}
    assert patterns
    assert not [pattern for pattern in patterns if "\\" in pattern or "(?" in pattern or not pattern.isascii()]
