"""The server: uvicorn with the parts that cost least, on a socket that was taken beforehand."""

import socket
from contextlib import suppress

import uvicorn

from app.main import create_app
from app.settings import Settings
from app.web.protocol import ProblemProtocol

_BACKLOG = 2048
_GRACE_SECONDS = 10


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ``OSError`` where the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve until the process is told to stop; requests under way are answered first."""
    config = uvicorn.Config(
        create_app(settings),
        http=ProblemProtocol,
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
