"""Deprecations in the document: in words for people, and the headers that tell programs."""

from typing import Any

from app.shape.deprecation import deprecation_in
from app.web.documented import header

_HEADERS = ("Deprecation", "Sunset")


def lift_deprecation(parameter: dict[str, Any], schema: dict[str, Any]) -> None:
    """Say of a parameter what was said of its schema, where no reader looks for it."""
    parameter |= {name: schema.pop(name) for name in ("deprecated", "x-deprecation") if name in schema}


def tell_deprecations(node: Any) -> None:  # noqa: ANN401 (any part of a JSON document)
    """Say in each description what the deprecation of a thing says, and name the headers where an operation is deprecated."""
    if isinstance(node, list):
        for item in node:
            tell_deprecations(item)
    elif isinstance(node, dict):
        if (deprecation := deprecation_in(node)) is not None:
            node["description"] = f"{node['description']}\n\n{deprecation}"
            for status, response in node.get("responses", {}).items():
                if status.startswith(("2", "3")):
                    response["headers"] |= {name: header(name) for name in _HEADERS}
        for value in node.values():
            tell_deprecations(value)
