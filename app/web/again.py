"""A second asking: a question whose replica failed in the middle of the answer is put to the primary."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db.reads import ReplicaLostError, asking_primary


class Again:
    """Asks the application again where nothing was sent yet. What only reads may be asked any number of times (RFC 9110, section 9.2.2)."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        started = False

        async def send_once(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(dict(scope), receive, send_once)
        except ReplicaLostError:
            if started or scope["method"] != "GET":
                raise
            with asking_primary():
                await self.app(scope, receive, send)
