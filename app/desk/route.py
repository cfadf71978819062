"""Routes of the desk: who asks is known before anything else is looked at, and what was refused is written down."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, RootModel
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.db.engine import reading
from app.db.revision import refuse_copy
from app.desk.visit import Visit, begin_visit, visit_of, with_body
from app.editorial.errors import UnauthorizedError
from app.editorial.keys import Holder, recognise
from app.editorial.reading import read_content, read_object
from app.ingest.payload.base import Payload
from app.model import ApiKey
from app.settings import Settings
from app.web.requests import refuse_parameters, refuse_repeats
from app.web.route import Arguments, arguments_of
from app.web.service import Service, service_of

_JSON = ("application/json", "application/merge-patch+json")
_FILES = ("application/x-ndjson", "application/jsonl", "text/csv")
_BEARER = "bearer "


class MergePatch(RootModel[dict[str, Any]]):
    """A JSON Merge Patch (RFC 7396): members replace what the record says, null takes it away, what is absent stays."""


class SentFile(RootModel[str]):
    """A file: lines of NDJSON or CSV, in UTF-8."""

    model_config = ConfigDict(json_schema_extra={"format": "binary"})


class DeskRoute(APIRoute):
    """A route that needs a key. Endpoints are given the request, parameters, and the body in the form that they name."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""

        async def handle(request: Request) -> Response:
            service = service_of(request)
            holder = await run_in_threadpool(_recognise, service, request)
            visit = begin_visit(request, holder)
            try:
                if self.body_field is not None:
                    visit = with_body(request, visit, await _body(request, self._most(service.settings)))
                arguments = self._arguments(request)
                if self.body_field is not None:
                    arguments |= self._content(visit.sent, media_type_of(request))
                response: Response = await run_in_threadpool(self.endpoint, **arguments)
            except Exception as error:
                await run_in_threadpool(_write_down, service, visit_of(request), await _told(request, error))
                raise
            return response

        return handle

    def _arguments(self, request: Request) -> Arguments:
        """The parameters of the path and the query, each given once. Raises :class:`QueryError`."""
        refuse_repeats(request)
        if not self.dependant.query_params:
            refuse_parameters(request)
        return arguments_of(self, request)

    def _most(self, settings: Settings) -> int:
        """How many bytes are read."""
        return settings.max_import_bytes if self._form is SentFile else settings.max_body_bytes

    @property
    def _form(self) -> Any:  # noqa: ANN401 (a model)
        return self.dependant.body_params[0].field_info.annotation

    def _content(self, sent: bytes, media_type: str) -> dict[str, Any]:
        """The body in the form that the endpoint names. Raises ``HTTPException`` where it is of another type."""
        (parameter,) = self.dependant.body_params
        form = self._form
        offered = _FILES if form is SentFile else _JSON
        if media_type not in offered:
            raise HTTPException(415, f"Content-Type: {media_type[:100]!r} is not read here. Send {' or '.join(offered)}.")
        if form is SentFile:
            return {parameter.name: SentFile.model_construct(root=sent.decode("utf-8", "replace"))}
        read = read_object(sent)
        if issubclass(form, Payload):
            return {parameter.name: read_content(form, read)}
        assert issubclass(form, BaseModel)  # noqa: S101 (endpoints name models)
        return {parameter.name: form.model_validate(read)}


def _recognise(service: Service, request: Request) -> Holder:
    given = request.headers.get("authorization", "")
    token = given[len(_BEARER) :].strip() if given.lower().startswith(_BEARER) else ""
    moment = datetime.now(UTC)
    with Session(reading(service.primary)) as session:
        refuse_copy(session)
        try:
            return recognise(session, token, moment)
        except UnauthorizedError as error:
            key = session.get(ApiKey, error.key_id) if error.key_id else None
            known = None if key is None else Holder(key.id, key.name, frozenset())
    if known is not None:
        _write_down(service, begin_visit(request, known), (401, "The key was refused."))
    raise UnauthorizedError


async def _body(request: Request, most: int) -> bytes:
    sent = bytearray()
    async for part in request.stream():
        sent += part
        if len(sent) > most:
            raise HTTPException(413, f"The body has more than {most} bytes, which is as much as is read.")
    return bytes(sent)


def media_type_of(request: Request) -> str:
    """The type of what was sent, without its parameters."""
    return request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()


async def _told(request: Request, error: Exception) -> tuple[int, str]:
    """The status that an error is answered with, and what it says."""
    for kind in type(error).__mro__:
        if (handler := request.app.exception_handlers.get(kind)) is not None:
            answer = await handler(request, error)
            return answer.status_code, str(error)
    return 500, type(error).__name__


def _write_down(service: Service, visit: Visit, told: tuple[int, str]) -> None:
    status, detail = told
    with Session(service.writer) as session:
        visit.write_down(session, status, detail=detail)
        session.commit()
