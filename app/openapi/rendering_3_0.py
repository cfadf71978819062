"""The document as OpenAPI 3.0.3, for generators that read no 3.1: the same API, in the older words."""

import json
from copy import deepcopy
from typing import Any

_SCHEMAS = "#/components/schemas/"
_NULL = {"type": "null"}
_OF_3_1 = {"propertyNames"}
"""Words that 3.0 has no other for."""
_KEPT_AS_THEY_ARE = {"example", "examples", "enum", "x-enum-varnames", "x-enum-descriptions", "default"}


def as_3_0(document: dict[str, Any]) -> dict[str, Any]:
    """A rendering in OpenAPI 3.0.3. ``info.summary`` and the licence identifier are 3.1's; what they say stands elsewhere too.

    Examples of schemas are 3.1's as well: by the JSON Schema of that time, a member ``id`` in one of them names a schema.
    """
    rendered: dict[str, Any] = _rendered(deepcopy(document))
    rendered["openapi"] = "3.0.3"
    info = rendered["info"]
    info.pop("summary")
    info["license"] = {"name": info["license"]["name"], "url": "https://www.apache.org/licenses/LICENSE-2.0"}
    schemas = rendered["components"]["schemas"]
    for schema in schemas.values():
        del schema["example"]
    for name in sorted(_optional(rendered)):
        own = name.removeprefix("Optional")
        schemas[name] = {**schemas[own], "nullable": True}
        if f'"{_SCHEMAS}{own}"' not in json.dumps(rendered):
            del schemas[own]
    return rendered


def _rendered(node: Any) -> Any:  # noqa: ANN401 (any part of a JSON document)
    if isinstance(node, list):
        return [_rendered(item) for item in node]
    if not isinstance(node, dict):
        return node
    rendered = {key: value if key in _KEPT_AS_THEY_ARE else _rendered(value) for key, value in node.items() if key not in _OF_3_1}
    return _alone(_nullable(_single_example(rendered)))


def _alone(schema: dict[str, Any]) -> dict[str, Any]:
    """3.0 ignores whatever stands beside a reference; of an ``allOf`` around it, older generators make a model for each member."""
    return {"$ref": schema["$ref"]} if "$ref" in schema else schema


def _single_example(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("examples"), list):
        schema["example"] = schema.pop("examples")[0]
    return schema


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Null as a type becomes ``nullable``; a reference that may be null leads to a twin of its schema that may be, too."""
    kind = schema.get("type")
    if isinstance(kind, list):
        return {**schema, "type": next(item for item in kind if item != "null"), "nullable": True}
    options = schema.get("anyOf")
    if isinstance(options, list) and _NULL in options:
        name = next(option["$ref"] for option in options if "$ref" in option).removeprefix(_SCHEMAS)
        return {"$ref": f"{_SCHEMAS}Optional{name}"}
    return schema


def _optional(node: Any) -> set[str]:  # noqa: ANN401 (any part of a JSON document)
    """The names of all twins that are referred to."""
    if isinstance(node, list):
        return {name for item in node for name in _optional(item)}
    if not isinstance(node, dict):
        return set()
    reference = node.get("$ref")
    own = {reference.removeprefix(_SCHEMAS)} if isinstance(reference, str) and reference.startswith(f"{_SCHEMAS}Optional") else set()
    return own | {name for value in node.values() for name in _optional(value)}
