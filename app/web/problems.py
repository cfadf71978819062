"""Problems: every error as RFC 9457 ``application/problem+json``, with what was wrong, where, and what would have been right."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.requests import Request
from starlette.responses import Response
from typing_extensions import TypeAliasType

from app.query.errors import Fault
from app.web.problem_types import Problems

PROBLEM_MEDIA_TYPE = "application/problem+json"
_MOST_ERRORS = 100
_LONGEST = 2_000
_MOST_VALUES = 1_000
_SHOWN = 500
"""How much of a long address or value a problem repeats."""

_Text = Annotated[str, StringConstraints(max_length=10_000)]
AllowedValue = TypeAliasType("AllowedValue", Annotated[_Text, Field(description="A value that would have been right.")])


class ProblemError(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(frozen=True)

    parameter: _Text | None = Field(description="The query parameter, path parameter or header.")
    pointer: _Text | None = Field(description="Where in the request body, as a JSON Pointer (RFC 6901); null for requests without one.")
    code: _Text = Field(description="What kind of mistake it is, for programs.")
    detail: _Text = Field(description="What is wrong, for people.")
    allowed: list[AllowedValue] = Field(max_length=_MOST_VALUES, description="Every value that is allowed, where they can be listed.")
    suggestions: list[AllowedValue] = Field(max_length=_MOST_VALUES, description="What may have been meant, the likest first.")

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """The same as our own code tells it."""
        return cls(
            parameter=_cut(fault.parameter) if fault.pointer is None else None,
            pointer=None if fault.pointer is None else _cut(fault.pointer),
            code=fault.code,
            detail=_cut(fault.detail),
            allowed=list(map(_cut, fault.allowed[:_MOST_VALUES])),
            suggestions=list(map(_cut, fault.suggestions[:_MOST_VALUES])),
        )


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    model_config = ConfigDict(frozen=True)

    type: _Text = Field(description="The kind of problem: the address of its page.")
    title: _Text = Field(description="The kind of problem in a few words.")
    status: int = Field(ge=400, le=599, description="The HTTP status code.")
    detail: _Text = Field(description="What is wrong with this request, and what would be right.")
    instance: _Text = Field(description="The address that was asked for.")
    request_id: _Text = Field(description="The id of this request, also in the `X-Request-ID` header and in the log.")
    errors: list[ProblemError] = Field(max_length=_MOST_ERRORS, description="One entry for each thing that is wrong; at most a hundred.")


def problem_response(
    request: Request, kind: Problems, detail: str, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """A problem as a response. It is never cached."""
    page = kind.page
    problem = Problem(
        type=page.url,
        title=page.title,
        status=page.status,
        detail=_cut(detail),
        instance=_instance(request),
        request_id=str(request.scope.get("state", {}).get("request_id", "")),
        errors=[ProblemError.of(fault) for fault in faults[:_MOST_ERRORS]],
    )
    return Response(
        problem.model_dump_json(), page.status, headers={"Cache-Control": "no-store", **(headers or {})}, media_type=PROBLEM_MEDIA_TYPE
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _instance(request: Request) -> str:
    """The path and query as they came, percent-encoded, and cut where they are very long."""
    raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    query: bytes = request.scope.get("query_string", b"")
    address = (raw_path + (b"?" + query if query else b"")).decode("ascii", "replace")
    return address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
