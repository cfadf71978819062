"""Reading what somebody sent: JSON, checked against the form of its noun, with faults that point into it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from app.editorial.errors import ContentError
from app.ingest.errors import FileFault
from app.ingest.payload.base import Payload
from app.query.errors import Fault
from app.query.suggest import did_you_mean, nearest

T = TypeVar("T", bound=Payload)

_CODES = {"missing": "missing", "extra_forbidden": "unknown_member", "enum": "not_allowed"}
_QUOTED = re.compile("'([^']*)'")
_SHOWN = 100


def read_object(body: bytes) -> dict[str, Any]:
    """A JSON object. Raises :class:`ContentError` where it is none."""
    try:
        read = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise ContentError(_at("", "not_json", f"This is not JSON: {error}.")) from None
    if not isinstance(read, dict):
        raise ContentError(_at("", "bad_value", "Send a JSON object."))
    return read


def read_content(form: type[T], sent: Mapping[str, Any]) -> T:
    """What was sent, in its form: a number is no text, nor is true one. Raises :class:`ContentError` with everything that is wrong."""
    try:
        return form.model_validate_json(to_json(sent), strict=True)
    except ValidationError as error:
        raise ContentError(*(_fault(item, form) for item in _own(error.errors()))) from None


def merged(target: Any, patch: Any) -> Any:  # noqa: ANN401 (any JSON)
    """What a JSON Merge Patch makes of its target (RFC 7396): null takes a member away, and what is absent stays."""
    if not isinstance(patch, dict):
        return patch
    base = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            base.pop(name, None)
        else:
            base[name] = merged(base.get(name), value)
    return base


def faults_of(faults: Iterable[FileFault]) -> Iterator[Fault]:
    """What rules and references say, as faults that point into the content."""
    for fault in faults:
        pointer = "".join(f"/{_escaped(step)}" for step in fault.field.split(".") if step)
        yield _at(pointer, "broken_rule", f"{pointer or 'This record'}: {fault.detail}{'' if fault.detail.endswith('?') else '.'}")


def _own(errors: Sequence[Any]) -> Iterator[Any]:
    """Each error once: where all items of a list are wrong, Pydantic finds the list too short as well."""
    within = {error["loc"][:-depth] for error in errors for depth in range(1, len(error["loc"]))}
    return (error for error in errors if error["type"] != "too_short" or error["loc"] not in within)


def _fault(error: Any, form: type[Payload]) -> Fault:  # noqa: ANN401 (an error of Pydantic)
    steps = [str(step) for step in error["loc"] if step != "[key]"]
    pointer = "".join(f"/{_escaped(step)}" for step in steps)
    code = _CODES.get(error["type"], "bad_value")
    if code == "missing":
        return _at(pointer, code, f"{pointer} is missing.")
    if code == "unknown_member":
        near = nearest(steps[-1], list(form.model_fields)) if len(steps) == 1 else []
        return _at(pointer, code, f"There is no member {steps[-1][:_SHOWN]!r} here.{did_you_mean(near)}", suggestions=near)
    given = str(error.get("input"))[:_SHOWN]
    if code == "not_allowed":
        allowed = _QUOTED.findall(error["ctx"]["expected"])
        near = nearest(given, allowed)
        told = f"{pointer}: {given!r} is not allowed.{did_you_mean(near)} Allowed: {', '.join(allowed)}."
        return _at(pointer, code, told, allowed, near)
    said = error["msg"].removeprefix("Value error, ")
    return _at(pointer, code, f"{pointer or 'This record'}: {said[:1].lower()}{said[1:]}.")


def _at(pointer: str, code: str, detail: str, allowed: Iterable[str] = (), suggestions: Iterable[str] = ()) -> Fault:
    return Fault("", code, detail, list(allowed), list(suggestions), pointer)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")
