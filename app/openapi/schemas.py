"""Schemas made fit for generators: no invented titles, nulls as types, enums that say what their values mean."""

from enum import StrEnum
from typing import Any

from app.limits import INTEGER
from app.model.vocabulary import ClosedVocabulary

_NULL = {"type": "null"}


def tidy(node: Any, *, holds_names: bool = False) -> Any:  # noqa: ANN401 (any part of a JSON document)
    """The same without invented titles; whole numbers are whole and say their width; a type or null is ``type: [that, "null"]``."""
    if isinstance(node, float) and node.is_integer():
        return int(node)
    if isinstance(node, list):
        return [tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    is_schema = not holds_names and ("type" in node or "anyOf" in node or "$ref" in node or "enum" in node)
    tidied = {
        key: tidy(value, holds_names=not holds_names and key in {"properties", "schemas", "example", "examples"})
        for key, value in node.items()
        if not (is_schema and (key == "title" or (key == "default" and _is_said_by_absence(value))))
    }
    return _with_width(_with_null_as_type(_with_default_in_words(tidied)))


def describe_enums(schemas: dict[str, Any]) -> None:
    """Give every enum names for its values, and their meanings in words."""
    enums = {enum.__name__: enum for enum in _all_enums(StrEnum)}
    for name, schema in schemas.items():
        if "enum" not in schema:
            continue
        members = [enums[name](value) for value in schema["enum"]]
        schema["x-enum-varnames"] = [member.name for member in members]
        if meanings := [member.meaning.definition for member in members if isinstance(member, ClosedVocabulary)]:
            schema["x-enum-descriptions"] = meanings
            told = "\n".join(f"* `{value}`: {meaning}" for value, meaning in zip(schema["enum"], meanings, strict=True))
            schema["description"] = f"{schema['description']}\n\n{told}"


def _is_said_by_absence(default: object) -> bool:
    """Whether a default says no more than leaving it out; generators make null or wrong code of these, or send it as FALSE."""
    return default in (None, []) or default is False or isinstance(default, dict)


def _with_default_in_words(schema: dict[str, Any]) -> dict[str, Any]:
    """A default beside a reference, told to people alone: generators take it for a text, where the type is an enum."""
    if "$ref" not in schema or "default" not in schema:
        return schema
    rest = {key: value for key, value in schema.items() if key != "default"}
    return {**rest, "description": f"{schema['description']} Default: `{schema['default']}`."}


def _with_null_as_type(schema: dict[str, Any]) -> dict[str, Any]:
    options = schema.get("anyOf")
    if not options or _NULL not in options:
        return schema
    others = [option for option in options if option != _NULL]
    if len(others) != 1 or "type" not in others[0]:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**others[0], "type": [others[0]["type"], "null"], **rest}


def _with_width(schema: dict[str, Any]) -> dict[str, Any]:
    """A whole number with its width, by which languages choose a type: 32 bits where they hold every value."""
    if "integer" not in schema.get("type", ()) or "maximum" not in schema:
        return schema
    return {**schema, "format": "int32" if schema["maximum"] <= INTEGER else "int64"}


def _all_enums(enum: type[StrEnum]) -> list[type[StrEnum]]:
    return [found for child in enum.__subclasses__() for found in (child, *_all_enums(child))]
