"""What is deprecated says so on every answer to whoever still uses it (RFC 9745, RFC 8594).

It stands before all else, so that errors and what a cache answers say so too, and only where something is deprecated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.datastructures import QueryParams
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.shape.deprecation import Deprecation, deprecation_in
from app.web.conditional import http_date

_MOST_PATHS = 4096


@dataclass(frozen=True, slots=True)
class _Uses:
    """What of an operation is deprecated: it as a whole, or some of its parameters, by name."""

    route: APIRoute
    whole: Deprecation | None
    parameters: Mapping[str, Deprecation]

    def of(self, query: bytes) -> list[Deprecation]:
        """What a question uses."""
        asked = QueryParams(query) if self.parameters else ()
        return [*([self.whole] if self.whole else []), *(self.parameters[name] for name in self.parameters if name in asked)]

    @property
    def page(self) -> str:
        """Where the documentation tells of it."""
        return f"/docs#/{next(iter(self.route.tags), 'default')}/{self.route.operation_id}"


def telling_deprecations(app: ASGIApp, routes: Iterable[BaseRoute], public_url: str) -> ASGIApp:
    """The application, which has these routes, and tells of what is deprecated; links begin with ``public_url``."""
    uses = [_uses_of(route) for route in routes if isinstance(route, APIRoute)]
    return Deprecations(app, uses, public_url) if any(each.whole or each.parameters for each in uses) else app


class Deprecations:
    """Adds `Deprecation`, `Sunset`, and links to where more is said."""

    def __init__(self, app: ASGIApp, uses: Sequence[_Uses], public_url: str) -> None:
        """Wrap ``app``, which has these operations."""
        self.app = app
        self.public_url = public_url
        self._uses = uses
        self._at = lru_cache(_MOST_PATHS)(self._find)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        uses = self._at(scope["method"], scope["path"]) if scope["type"] == "http" else None
        used = uses.of(scope["query_string"]) if uses else []
        if uses is None or not used:
            await self.app(scope, receive, send)
            return
        told = _headers(used, f"{self.public_url}{uses.page}")

        async def send_told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *told]}
            await send(message)

        await self.app(scope, receive, send_told)

    def _find(self, method: str, path: str) -> _Uses | None:
        """The operation that answers at a path, with or without the suffix of a format: the first that there is, as in routing."""
        method = "GET" if method == "HEAD" else method
        for candidate in (path, path.rpartition(".")[0]):
            for uses in self._uses:
                if method in (uses.route.methods or ()) and uses.route.path_regex.match(candidate):
                    return uses
        return None


def _uses_of(route: APIRoute) -> _Uses:
    models = [parameter.field_info.annotation for parameter in route.dependant.query_params]
    fields = {
        field.alias or name: field
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
    }
    found = {name: deprecation_in(field.json_schema_extra) for name, field in fields.items()}
    parameters = {name: deprecation for name, deprecation in found.items() if deprecation is not None}
    return _Uses(route, deprecation_in(route.openapi_extra), parameters)


def _headers(used: Iterable[Deprecation], page: str) -> list[tuple[bytes, bytes]]:
    """What is told of several deprecations is what comes first of them."""
    since, until = min(each.since for each in used), min(each.until for each in used)
    links = ", ".join(f'<{page}>; rel="{relation}"; type="text/html"' for relation in ("deprecation", "sunset"))
    told = {"deprecation": f"@{_begin(since).timestamp():.0f}", "sunset": http_date(_begin(until)), "link": links}
    return [(name.encode(), value.encode()) for name, value in told.items()]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
