"""What a server is asked, as it comes over the wire."""

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True)
class Asked:
    """A request, and the status of its answer."""

    target: str
    headers: Headers
    status: int


class Recording:
    """An application in front of another that keeps a record of what that is asked."""

    def __init__(self, app: ASGIApp, record: list[Asked]) -> None:
        self._app = app
        self._record = record

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand everything on, and note it when the answer begins."""

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                target = f"{scope['path']}?{scope['query_string'].decode()}"
                self._record.append(Asked(target, Headers(scope=scope), message["status"]))
            await send(message)

        await self._app(scope, receive, noting)
