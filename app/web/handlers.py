"""Where every exception becomes a problem: the only place that knows both our errors and HTTP."""

import logging
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.db.errors import DatabaseFailedError, TookTooLongError
from app.query.errors import Fault, QueryError, RecordGoneError, RecordNotFoundError
from app.query.suggest import did_you_mean, nearest
from app.web.errors import NotReadyError
from app.web.faults import query_faults
from app.web.methods import READING
from app.web.negotiation import NotAcceptableError
from app.web.problem_types import BY_STATUS, Problems
from app.web.problems import problem_response
from app.web.service import service_of
from app.web.suffixes import asked_path, has_suffix

_log = logging.getLogger(__name__)
_RETRY_SECONDS = "5"
_RETRY_SLOW_SECONDS = "60"
"""What took too long would do so again at once."""


def register(app: FastAPI) -> None:
    """Answer every exception of the app with a problem."""
    app.add_exception_handler(RequestValidationError, _invalid_query)
    app.add_exception_handler(QueryError, _query_error)
    app.add_exception_handler(RecordNotFoundError, _record_not_found)
    app.add_exception_handler(RecordGoneError, _record_gone)
    app.add_exception_handler(NotAcceptableError, _not_acceptable)
    app.add_exception_handler(NotReadyError, _not_ready)
    app.add_exception_handler(OperationalError, _database_error)
    app.add_exception_handler(DatabaseFailedError, _database_error)
    app.add_exception_handler(TookTooLongError, _took_too_long)
    app.add_exception_handler(PoolTimeoutError, _database_error)
    app.add_exception_handler(HTTPException, _http_exception)


async def _invalid_query(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 (Starlette's signature is wider than what it passes)
    return _query_problem(request, *query_faults(error.errors(), _query_model(request)))


async def _query_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, QueryError)  # noqa: S101 (see above)
    return _query_problem(request, *error.faults)


def _query_problem(request: Request, *faults: Fault) -> Response:
    told = list(dict.fromkeys(fault.detail for fault in faults))  # both ends of a reversed range are one thing
    detail = told[0] if len(told) == 1 else f"{len(told)} things are wrong: {' '.join(told)}"
    return problem_response(request, Problems.INVALID_QUERY, detail, faults)


async def _record_not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, RecordNotFoundError)  # noqa: S101 (see above)
    if error.state is not None:
        detail = f"There is no {error.state} of this record. /{error.noun}/{error.public_id}/versions lists what there is."
        return problem_response(request, Problems.NOT_FOUND, detail, [Fault("version", "unknown_version", detail)])
    nothing = f"There is no record with the id {error.public_id[:100]!r} among {error.noun}."
    detail = f"{nothing}{did_you_mean(error.near)} /{error.noun} lists them."
    fault = Fault("id", "unknown_id", detail, suggestions=[f"/{error.noun}/{public_id}" for public_id in error.near])
    return problem_response(request, Problems.NOT_FOUND, detail, [fault])


async def _record_gone(request: Request, error: Exception) -> Response:
    """What was merged is found where it is now, in the same format and by the same question; of what was erased only the id is left."""
    assert isinstance(error, RecordGoneError)  # noqa: S101 (see above)
    if error.moved_to is None:
        detail = f"/{error.noun}/{error.public_id} was erased because the law demands it. Nothing of it is kept."
        return problem_response(request, Problems.GONE, detail, [Fault("id", "erased", detail)])
    query = request.scope["query_string"].decode("latin-1")
    place = asked_path(request).replace(f"/{error.public_id}", f"/{error.moved_to}", 1)
    location = service_of(request).absolute(f"{place}?{query}" if query else place)
    return Response(status_code=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": location, "Cache-Control": "public, max-age=60"})


async def _not_acceptable(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotAcceptableError)  # noqa: S101 (see above)
    detail = f"Accept: {error.accept[:100]} leaves out everything that is here: {', '.join(error.offered)}."
    fault = Fault("Accept", "not_acceptable", detail, error.offered)
    return problem_response(request, Problems.NOT_ACCEPTABLE, detail, [fault], {"Vary": "Accept"})


async def _not_ready(request: Request, error: Exception) -> Response:
    return problem_response(request, Problems.NOT_READY, str(error), headers={"Retry-After": _RETRY_SECONDS})


async def _database_error(request: Request, error: Exception) -> Response:
    _log.error("the database does not answer: %s", error)
    return problem_response(request, Problems.NOT_READY, "The database does not answer.", headers={"Retry-After": _RETRY_SECONDS})


async def _took_too_long(request: Request, error: Exception) -> Response:
    _log.warning("%s: %s", asked_path(request), error)
    detail = "The database takes too long over this question. Ask for less: without facets, or by other filters."
    return problem_response(request, Problems.NOT_READY, detail, headers={"Retry-After": _RETRY_SLOW_SECONDS})


async def _http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 (see above)
    kind = BY_STATUS.get(error.status_code, Problems.BAD_REQUEST)
    path = asked_path(request)
    if kind is Problems.NOT_FOUND:
        near = nearest(path, service_of(request).addresses)
        detail = f"There is nothing at {path[:100]!r}.{did_you_mean(near)} / lists what there is."
        return problem_response(request, kind, detail, [Fault("path", "unknown_path", detail, suggestions=near)])
    if kind is Problems.METHOD_NOT_ALLOWED:
        allowed = READING if has_suffix(request.scope) else service_of(request).allowed.at(request.scope["path"])
        detail = f"{request.method} is not allowed at {path[:100]!r}. Allowed: {', '.join(allowed)}."
        return problem_response(request, kind, detail, [Fault("method", "not_allowed", detail, allowed)], {"Allow": ", ".join(allowed)})
    return problem_response(request, kind, str(error.detail), headers=error.headers)


def _query_model(request: Request) -> type[BaseModel]:
    """The model that documents the query parameters of the route that was asked."""
    for parameter in request.scope["route"].dependant.query_params:
        annotation = parameter.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
    return BaseModel
