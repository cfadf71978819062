"""The document as it is, beside the last released one: nothing breaks whoever was made from that."""

import json
from collections.abc import Iterator
from typing import Any, cast

import jsonschema_rs
import pytest

from app.settings import CHECKOUT
from scripts.contract.verdict import faults
from scripts.contract.way import Node

CHANGELOG = CHECKOUT / "CHANGELOG.md"
Said = tuple[str, str, Any]
"""An operation, where in it something is said, and what."""


def read(path: str) -> Node:
    found: Node = json.loads((CHECKOUT / "openapi" / path).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def released() -> Node:
    return read("released/openapi.json")


@pytest.fixture(scope="module")
def present() -> Node:
    return read("openapi.json")


def answered(document: Node) -> Iterator[Said]:
    """The schema and the example of every answer in JSON, by operation."""
    for item in document["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                for media_type, content in response.get("content", {}).items():
                    if media_type.endswith("json") and "example" in content:
                        yield operation["operationId"], status, content


def sent(document: Node) -> Iterator[Said]:
    for item in document["paths"].values():
        for operation in item.values():
            for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
                yield operation["operationId"], media_type, content


def open_to_more(node: object) -> object:
    """Schemas as a client has them who passes over members that he does not know."""
    if isinstance(node, list):
        return [open_to_more(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: open_to_more(value) for key, value in node.items() if (key, value) != ("additionalProperties", False)}


def mistakes(document: Node, said: Node, example: object) -> list[str]:
    """What an example has that the schema of a document has not room for."""
    schema = {**said["schema"], "components": {"schemas": document["components"]["schemas"]}}
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return [error.message for error in validator.iter_errors(example)]


def test_nothing_breaks_clients_that_is_not_declared(released: Node, present: Node) -> None:
    assert faults(released, present, CHANGELOG.read_text(encoding="utf-8")) == []


def test_present_answers_are_such_as_the_released_document_promised(released: Node, present: Node) -> None:
    lenient = cast("Node", open_to_more(released))
    promised = {(operation, status): said for operation, status, said in answered(lenient)}
    told = {(operation, status): said["example"] for operation, status, said in answered(present)}
    assert len(promised) > 50
    for key in promised.keys() & told.keys():
        assert mistakes(lenient, promised[key], told[key]) == [], key


def test_bodies_that_the_released_document_shows_are_still_taken(released: Node, present: Node) -> None:
    taken = {(operation, media_type): said for operation, media_type, said in sent(present)}
    shown = {(operation, media_type): said["example"] for operation, media_type, said in sent(released)}
    assert len(shown) > 10
    for key in shown.keys() & taken.keys():
        assert mistakes(present, taken[key], shown[key]) == [], key
