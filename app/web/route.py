"""Routes that read: declared as FastAPI documents them, and run without the parts of FastAPI that they do not use.

FastAPI reads each parameter by itself, which costs more than most answers do; here the model that documents the query reads it whole.
Endpoints run in threads, where they stop nobody else; what can be answered at once does not come here (``app/web/at_once.py``).
"""

from collections.abc import Callable, Coroutine
from functools import lru_cache
from typing import Any, cast

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.web.asked import read_query

Arguments = dict[str, Any]
_MOST_QUERIES = 2_000


class ReadRoute(APIRoute):
    """A GET that takes the request, parameters of the path, and at most one model of query parameters."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""

        async def handle(request: Request) -> Response:
            return await run_in_threadpool(self.endpoint, **self.arguments(request))

        return handle

    def arguments(self, request: Request) -> Arguments:
        """What the endpoint is called with. Raises ``RequestValidationError`` as FastAPI does."""
        return arguments_of(self, request)


def arguments_of(route: APIRoute, request: Request) -> Arguments:
    """The request, the parameters of the path and the query of a route. Raises ``RequestValidationError`` as FastAPI does."""
    arguments: Arguments = {"request": request}
    for parameter in route.dependant.path_params:
        value, errors = parameter.validate(request.path_params[parameter.alias], {}, loc=("path", parameter.alias))
        if errors:
            raise RequestValidationError(errors)
        arguments[parameter.name] = value
    for parameter in route.dependant.query_params:
        arguments[parameter.name] = _query(cast("type[BaseModel]", parameter.field_info.annotation), request.scope["query_string"])
    return arguments


@lru_cache(_MOST_QUERIES)
def _query(model: type[BaseModel], asked: bytes) -> BaseModel:
    """What a query string says; those that were read lately are known."""
    try:
        return read_query(model, asked)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise RequestValidationError([{**each, "loc": ("query", *each["loc"])} for each in found]) from error
