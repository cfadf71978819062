"""Two OpenAPI documents, and what of their difference breaks a client."""

import json
import re
from collections.abc import Iterator

from scripts.contract.operations import Operation, operation_breaks
from scripts.contract.schemas import schema_breaks
from scripts.contract.way import Node, Way

_REFERENCE = re.compile(r'"#/components/schemas/([^"/]+)"')


def document_breaks(old: Node, new: Node) -> list[str]:
    """What breaks clients that were made from the old document, or that are made anew from the new one; each thing once."""
    return list(dict.fromkeys(_document_breaks(old, new)))


def _document_breaks(old: Node, new: Node) -> Iterator[str]:
    if old["openapi"] != new["openapi"]:
        yield f"`openapi`: is {new['openapi']}, was {old['openapi']}"
    schemes = new["components"].get("securitySchemes", {})
    for name, scheme in old["components"].get("securitySchemes", {}).items():
        if {**schemes.get(name, {}), "description": ""} != {**scheme, "description": ""}:
            yield f"`{name}`: is another kind of key"
    after = _operations(new)
    for place, operation in _operations(old).items():
        if place in after:
            yield from operation_breaks(place, operation, after[place])
        else:
            yield f"`{place}`: is removed"
    schemas = new["components"]["schemas"]
    for name, way in _used(old):
        if name in schemas:  # else it is told where it was used
            yield from schema_breaks(name, old["components"]["schemas"][name], schemas[name], way)


def _operations(document: Node) -> dict[str, Operation]:
    """Every operation by its method and path."""
    return {
        f"{method.upper()} {path}": Operation(document, said) for path, item in document["paths"].items() for method, said in item.items()
    }


def _used(document: Node) -> list[tuple[str, Way]]:
    """The schemas that have a name, each with the ways that its values go."""
    schemas = document["components"]["schemas"]
    found: dict[tuple[str, Way], None] = {}
    left = [pair for operation in _operations(document).values() for pair in operation.schemas()]
    while left:
        way, schema = left.pop(0)
        for name in _REFERENCE.findall(json.dumps(schema)):
            if (name, way) not in found:
                found[name, way] = None
                left.append((way, schemas[name]))
    return list(found)
