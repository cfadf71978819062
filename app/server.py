"""The server: uvicorn with the parts that cost least, in one process or in several, on a socket that was taken beforehand."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.lasting import lasting
from app.logs import log_config
from app.settings import Settings

_BACKLOG = 2048
_GRACE_SECONDS = 10
_SILENT_SECONDS = 15
"""How long a worker may leave its supervisor without an answer; many that start at once need some of it."""

_NUMBERS = "_FACTS_NUMBERS_FOLDER"
"""By which variable of the environment the workers of one command know where they leave each other their numbers."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ``OSError`` where the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sends at once only where TCP is named
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def application() -> Callable[..., Any]:
    """The application for the settings of the environment, imported here because all that it is made of is to last."""
    with lasting():
        from app.main import create_app  # noqa: PLC0415

        return create_app(numbers_folder=_numbers_folder())


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve until the process is told to stop; requests under way are answered first. A worker that dies is started again."""
    config = uvicorn.Config(
        "app.server:application",  # by name, so that a worker listens to signals and to its supervisor before it imports anything
        factory=True,
        http="app.web.protocol:ProblemProtocol",
        loop="asyncio",
        workers=settings.workers,
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or "",
        server_header=False,
        log_config=log_config(settings.log),
        log_level="warning",
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_worker_healthcheck=_SILENT_SECONDS,
    )
    if settings.workers > 1:
        with _numbers_kept() if settings.metrics else nullcontext():
            Multiprocess(config, sockets=[listener]).run()
        return
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _numbers_kept() -> Iterator[None]:
    with TemporaryDirectory(prefix="facts-numbers-") as folder:
        os.environ[_NUMBERS] = folder  # which the workers inherit, being started later
        yield


def _numbers_folder() -> Path | None:
    folder = os.environ.get(_NUMBERS)
    return None if folder is None else Path(folder)
