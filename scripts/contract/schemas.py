"""Two schemas, and what of their difference breaks a client.

Of what is sent the new schema must take all that the old one took; of what is answered the old one must take all that the new one says.
So there is always one that must lie within the other, and most words are compared without knowing which is the new one.
"""

import json
from collections.abc import Iterator
from typing import Any

from scripts.contract.way import Node, Way

_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_ALL_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_COMPARED = {*_UPPER, *_LOWER, "type", "enum", "pattern", "required", "properties", "additionalProperties", "items", "anyOf", "default"}
_WORDS = {"title", "description", "example", "examples", "deprecated", "x-deprecation", "x-enum-descriptions", "x-enum-varnames"}
"""What says something to people, and nothing that a client is made of; the names of values are compared with the values."""


def schema_breaks(place: str, old: Node, new: Node, way: Way) -> Iterator[str]:
    """What breaks clients, in sentences that begin with the place. A reference is compared by its name: what it names stands elsewhere."""
    if old.get("$ref") != new.get("$ref"):
        yield f"`{place}`: is {_name(new)} in place of {_name(old)}"
        return
    narrow, wide = (new, old) if way is Way.ANSWERED else (old, new)
    for word in _words_that_break(narrow, wide, old, new, way):
        yield f"`{place}`: {word} is {_value(new, word)}, was {_value(old, word)}"
    yield from _value_breaks(place, old, new, way)
    yield from _member_breaks(place, old, new, way)
    if "items" in old or "items" in new:
        yield from schema_breaks(f"{place}[]", old.get("items", {}), new.get("items", {}), way)


def _words_that_break(narrow: Node, wide: Node, old: Node, new: Node, way: Way) -> Iterator[str]:
    if not _types(narrow) <= _types(wide):
        yield "type"
    for word in _UPPER:
        if word in wide and narrow.get(word, float("inf")) > wide[word]:
            yield word
    for word in _LOWER:
        if word in wide and narrow.get(word, float("-inf")) < wide[word]:
            yield word
    if "pattern" in wide and narrow.get("pattern") != wide["pattern"]:
        yield "pattern"
    if "anyOf" in narrow or "anyOf" in wide:
        options = wide.get("anyOf", [wide])
        if not all(any(_fits(one, other, way) for other in options) for one in narrow.get("anyOf", [narrow])):
            yield "anyOf"
    if way is Way.SENT and old.get("default") != new.get("default"):
        yield "default"
    known = _COMPARED | _WORDS | {"$ref"}
    yield from (word for word in dict.fromkeys((*old, *new)) if word not in known and old.get(word) != new.get(word))


def _value_breaks(place: str, old: Node, new: Node, way: Way) -> Iterator[str]:
    """Values that are taken no longer, or answered that were not before; and those whose name is another."""
    narrow, wide = (new, old) if way is Way.ANSWERED else (old, new)
    if "enum" in wide and "enum" not in narrow:
        yield f"`{place}`: is {'no longer an enum' if way is Way.ANSWERED else 'an enum'}"
        return
    for value in narrow.get("enum", ()):
        if value not in wide.get("enum", (value,)):
            yield f"`{place}`: {'gains' if way is Way.ANSWERED else 'loses'} the value {json.dumps(value)}"
    before, after = _names_of_values(old), _names_of_values(new)
    for value, name in before.items():
        if after.get(value, name) != name:
            yield f"`{place}`: the value {json.dumps(value)} is named {after[value]}, was {name}"


def _member_breaks(place: str, old: Node, new: Node, way: Way) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    for name, member in before.items():
        if name not in after:
            yield f"`{place}.{name}`: is removed"
            continue
        yield from schema_breaks(f"{place}.{name}", member, after[name], way)
    asked, given = set(old.get("required", ())), set(new.get("required", ()))
    if way is Way.SENT:
        yield from (f"`{place}.{name}`: must be sent" for name in new.get("required", ()) if name not in asked)
    else:
        yield from (f"`{place}.{name}`: may be missing" for name in old.get("required", ()) if name not in given and name in after)
    yield from _further_breaks(place, old.get("additionalProperties", True), new.get("additionalProperties", True), way)


def _further_breaks(place: str, old: bool | Node, new: bool | Node, way: Way) -> Iterator[str]:  # noqa: FBT001 (as JSON Schema has it)
    """Members without a name of their own. New ones may always come in answers."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from schema_breaks(f"{place}.*", old, new, way)
    elif (way is Way.SENT and old is not False and new is not True) or isinstance(old, dict):
        yield f"`{place}`: members without a name of their own are other ones"


def _fits(narrow: Node, wide: Node, way: Way) -> bool:
    old, new = (wide, narrow) if way is Way.ANSWERED else (narrow, wide)
    return not any(schema_breaks("", old, new, way))


def _types(schema: Node) -> set[str]:
    given = schema.get("type", _ALL_TYPES)
    return {given} if isinstance(given, str) else set(given)


def _names_of_values(schema: Node) -> dict[str, str]:
    return dict(zip(schema.get("enum", ()), schema.get("x-enum-varnames", ()), strict=False))


def _name(schema: Node) -> str:
    return f"`{schema['$ref'].rpartition('/')[2]}`" if "$ref" in schema else "a schema without a name"


def _value(schema: Node, word: str) -> str:
    said: Any = schema.get(word)
    return "not given" if said is None else f"`{json.dumps(said, ensure_ascii=False)}`"
