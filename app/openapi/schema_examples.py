"""Examples of schemas: what stands in answers and in what is sent, at the places that a schema describes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_SCHEMAS = "#/components/schemas/"
Named = tuple[str, Any]


def add_schema_examples(schemas: dict[str, Any], seen: Iterable[Named]) -> None:
    """Give each schema without one an example: its first value, or the first in what was ``seen``, with the name of its schema."""
    found: dict[str, Any] = {}
    for own, value in seen:
        for name, part in _parts({"$ref": f"{_SCHEMAS}{own}"}, value, schemas):
            found.setdefault(name, part)
    for name, schema in schemas.items():
        if "examples" not in schema:
            schema["examples"] = [schema["enum"][0] if "enum" in schema else found[name]]


def _parts(schema: Mapping[str, Any], value: Any, schemas: Mapping[str, Any]) -> Iterator[Named]:  # noqa: ANN401 (any JSON)
    """Every value within this one that a named schema describes, and the name of that."""
    if value is None:
        return
    for option in schema.get("anyOf", ()):
        yield from _parts(option, value, schemas)
    if reference := schema.get("$ref"):
        name = reference.removeprefix(_SCHEMAS)
        yield name, value
        yield from _parts(schemas[name], value, schemas)
    for member, shape in schema.get("properties", {}).items():
        if member in value:
            yield from _parts(shape, value[member], schemas)
    for item in value if "items" in schema else ():
        yield from _parts(schema["items"], item, schemas)
