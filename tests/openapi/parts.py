"""Parts of an OpenAPI document: its operations, and the schemas within whatever it says."""

from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]
_EXAMPLES = {"example", "examples"}


def operations(document: Part) -> Iterator[Part]:
    """Every operation, in the order of the document."""
    for item in document["paths"].values():
        yield from item.values()


def parameters(document: Part) -> Iterator[Part]:
    """Every parameter: those of operations that are not shared, and those that are."""
    for operation in operations(document):
        yield from (parameter for parameter in operation["parameters"] if "$ref" not in parameter)
    yield from document["components"]["parameters"].values()


def schemas_within(node: object) -> Iterator[Part]:
    """Every schema within a part, examples aside."""
    if isinstance(node, dict):
        if "type" in node or "$ref" in node or "anyOf" in node:
            yield node
        for key, value in node.items():
            if key not in _EXAMPLES:
                yield from schemas_within(value)
    elif isinstance(node, list):
        for item in node:
            yield from schemas_within(item)


def references_within(node: object) -> Iterator[str]:
    """Whatever a part refers to, examples aside."""
    return (schema["$ref"] for schema in schemas_within(node) if "$ref" in schema)
