"""The short way: what can be answered at once is answered before the framework, which answers everything else.

The framework's layers cost more than a record does. Nothing is decided here that they decide: where anything is unusual, or wrong, or
takes a while, they get the request as it came.
"""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.envelope import standard_headers
from app.web.request_id import begin_request
from app.web.route import ReadRoute
from app.web.service import hurry

_OF_A_BODY = {b"content-length", b"transfer-encoding", b"expect"}
_PARAMETER = "{"


class AtOnce:
    """Answers GETs of read routes in the event loop, as far as that takes no time."""

    def __init__(self, app: ASGIApp, owner: ASGIApp, routes: Iterable[ReadRoute], max_url_bytes: int) -> None:
        """Answer before ``app`` does. ``owner`` is the application whose state endpoints ask for; longer addresses are none of ours."""
        self.app = app
        self.owner = owner
        self.max_url_bytes = max_url_bytes
        self.routes = {before: route for route in routes for before, _, rest in [route.path.partition(_PARAMETER)] if "/" not in rest}
        """By path; those with a parameter at the end by what stands before it. Others, such as versions, are none of ours."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        own_id = begin_request(scope)
        answer = self._answer(scope)
        if answer is None:
            await self.app(scope, receive, send)
            return
        headers = standard_headers(answer.raw_headers, own_id)
        await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    def _answer(self, scope: Scope) -> Response | None:
        """The complete answer; None where the framework has to give it."""
        asked = self._route(scope["path"])
        if asked is None or not self._is_plain(scope):
            return None
        route, parameters = asked
        request = Request({**scope, "app": self.owner, "path_params": parameters, "state": {}})
        try:
            with hurry(request):
                answer: Response = route.endpoint(**route.arguments(request))
        except Exception:  # noqa: BLE001 (whatever it is: the framework asks again, and says what it is)
            return None
        return answer if hasattr(answer, "body") else None

    def _route(self, path: str) -> tuple[ReadRoute, dict[str, str]] | None:
        """The route of a path, and its parameters. A path with a suffix is not ours."""
        if (route := self.routes.get(path)) is not None and not path.endswith("/"):
            return route, {}
        before, slash, value = path.rpartition("/")
        route = self.routes.get(f"{before}{slash}")
        if route is None or not value or "." in value:
            return None
        return route, {next(iter(route.param_convertors)): value}

    def _is_plain(self, scope: Scope) -> bool:
        names = [name for name, _ in scope["headers"]]
        length = len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"])
        return length <= self.max_url_bytes and _OF_A_BODY.isdisjoint(names)
