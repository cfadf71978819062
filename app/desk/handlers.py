"""From the errors of the desk to problems."""

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from app.db.errors import MirrorError
from app.editorial.errors import (
    ConditionFailedError,
    ConditionMissingError,
    ConflictError,
    ContentError,
    ScopeMissingError,
    UnauthorizedError,
)
from app.query.errors import Fault
from app.query.suggest import did_you_mean
from app.web.problem_types import Problems
from app.web.problems import problem_response
from app.webhooks.subscriptions import WebhookNotFoundError


def register_desk(app: FastAPI) -> None:
    """Answer every error of the desk with a problem."""
    app.add_exception_handler(UnauthorizedError, _unauthorized)
    app.add_exception_handler(ScopeMissingError, _forbidden)
    app.add_exception_handler(ContentError, _invalid_content)
    app.add_exception_handler(ConflictError, _conflict)
    app.add_exception_handler(ConditionMissingError, _condition_missing)
    app.add_exception_handler(MirrorError, _mirror)
    app.add_exception_handler(ConditionFailedError, _condition_failed)
    app.add_exception_handler(WebhookNotFoundError, _no_webhook)


async def _unauthorized(request: Request, error: Exception) -> Response:
    detail = f"{error} Send it as Authorization: Bearer; facts keys create makes one. Reading needs none."
    fault = Fault("Authorization", "unauthorized", detail)
    return problem_response(request, Problems.UNAUTHORIZED, detail, [fault], {"WWW-Authenticate": 'Bearer realm="editorial desk"'})


async def _forbidden(request: Request, error: Exception) -> Response:
    assert isinstance(error, ScopeMissingError)  # noqa: S101 (Starlette's signature is wider than what it passes)
    challenge = f'Bearer realm="editorial desk", error="insufficient_scope", scope="{error.needed}"'
    fault = Fault("Authorization", "scope_missing", str(error), [error.needed])
    return problem_response(request, Problems.FORBIDDEN, str(error), [fault], {"WWW-Authenticate": challenge})


async def _mirror(request: Request, error: Exception) -> Response:
    assert isinstance(error, MirrorError)  # noqa: S101 (see above)
    detail = f"This is a mirror of {error.source}/, which only follows it: change the data there."
    fault = Fault("path", "mirror", detail, suggestions=[f"{error.source}{request.scope['path']}"])
    return problem_response(request, Problems.FORBIDDEN, detail, [fault], {"Link": f'<{error.source}/>; rel="via"'})


async def _invalid_content(request: Request, error: Exception) -> Response:
    assert isinstance(error, ContentError)  # noqa: S101 (see above)
    told = list(dict.fromkeys(fault.detail for fault in error.faults))
    detail = told[0] if len(told) == 1 else f"{len(told)} things are wrong: {' '.join(told)}"
    return problem_response(request, Problems.INVALID_CONTENT, detail, error.faults)


async def _conflict(request: Request, error: Exception) -> Response:
    assert isinstance(error, ConflictError)  # noqa: S101 (see above)
    return problem_response(request, Problems.CONFLICT, str(error), [Fault("", error.code, str(error), pointer="")])


async def _condition_missing(request: Request, _error: Exception) -> Response:
    detail = "A change needs If-Match with the ETag that the record had when you read it; If-Match: * changes whatever it says now."
    return problem_response(request, Problems.PRECONDITION_REQUIRED, detail, [Fault("If-Match", "missing", detail)])


async def _condition_failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, ConditionFailedError)  # noqa: S101 (see above)
    detail = f"{error} Nothing was changed; what you sent is kept in the audit."
    faults = [Fault("If-Match", "changed_since", detail, [error.current]), *error.differences]
    return problem_response(request, Problems.PRECONDITION_FAILED, detail, faults, {"ETag": error.current})


async def _no_webhook(request: Request, error: Exception) -> Response:
    assert isinstance(error, WebhookNotFoundError)  # noqa: S101 (see above)
    detail = f"There is no webhook {error.public_id[:100]!r}.{did_you_mean(error.near)} /webhooks lists them."
    fault = Fault("id", "unknown_id", detail, suggestions=[f"/webhooks/{public_id}" for public_id in error.near])
    return problem_response(request, Problems.NOT_FOUND, detail, [fault])
