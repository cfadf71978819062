"""From a validation error of a query to faults that say what would have been right."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from app.query.errors import Fault
from app.query.suggest import did_you_mean, nearest

_RANGE = {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}
_NOT_GIVEN = "none_required"
"""An optional parameter may also be left out: true, but no help to somebody who gave it."""
_SHOWN = 100


def query_faults(errors: Sequence[Any], query: type[BaseModel]) -> list[Fault]:
    """One fault for each thing that Pydantic found wrong with a query's parameters."""
    return [_fault(error, query) for error in errors if error["type"] != _NOT_GIVEN]


def unknown_parameter(name: str, known: Sequence[str]) -> Fault:
    """A parameter that the address does not have: it is refused, because ignoring it would answer another question."""
    near = nearest(name, known)
    none = "" if known else " This address takes no parameters."
    return Fault(name, "unknown_parameter", f"There is no parameter {_shown(name)} here.{did_you_mean(near)}{none}", list(known), near)


def _fault(error: Any, query: type[BaseModel]) -> Fault:  # noqa: ANN401 (an error of Pydantic)
    name = str(error["loc"][1]) if len(error["loc"]) > 1 else ""
    if error["type"] == "extra_forbidden":
        return unknown_parameter(name, sorted(query.model_fields))
    if error["type"] == "missing":
        return Fault(name, "missing", f"{name} is needed here: {query.model_fields[name].description}")
    given = error.get("input")
    said = error["msg"].removeprefix("Value error, ")
    if allowed := list(allowed_values(query, name)):
        near = nearest(str(given), allowed)
        detail = f"{_shown(given)} is not a value of {name}.{did_you_mean(near)} Allowed: {', '.join(allowed)}."
        return Fault(name, "not_allowed", detail, allowed, near)
    code = "out_of_range" if error["type"] in _RANGE else "bad_value"
    return Fault(name, code, f"{name}={_shown(given)}: {said[:1].lower()}{said[1:]}.")


def allowed_values(query: type[BaseModel], name: str) -> Iterator[str]:
    """Every value that an enum parameter may have; nothing for others."""
    field = query.model_fields.get(name)
    return _members(field.annotation) if field else iter(())


def _members(annotation: Any) -> Iterator[str]:  # noqa: ANN401 (any type)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    elif get_origin(annotation) is Literal:
        yield from (str(value.value if isinstance(value, Enum) else value) for value in get_args(annotation))
    else:
        for part in get_args(annotation):
            yield from _members(part)


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
