"""The running service as endpoints see it: its settings and its databases."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from starlette.requests import Request

from app.db.reads import Reads
from app.db.snapshot import Snapshot
from app.settings import Settings

_HURRIED = "is_hurried"


@dataclass(frozen=True, slots=True)
class Service:
    """What every answer needs; made once, by the app factory. ``addresses`` are the paths without parameters, for suggestions."""

    settings: Settings
    reads: Reads
    addresses: tuple[str, ...]

    def snapshot(self, request: Request) -> AbstractContextManager[Snapshot]:
        """The state of the data for one answer: opened in the endpoint, so that a waiting request holds no connection."""
        return self.reads.snapshot_at_once() if request.scope.get(_HURRIED) else self.reads.snapshot()

    def absolute(self, path: str) -> str:
        """A path as an absolute URL where the public address is set; root-relative otherwise, never from the Host header."""
        return f"{self.settings.public_url or ''}{path}"


@contextmanager
def hurry(request: Request) -> Iterator[None]:
    """Within it, the request is answered at once or not at all: what takes a while raises :class:`~app.db.snapshot.NotAtOnceError`."""
    request.scope[_HURRIED] = True
    try:
        yield
    finally:
        request.scope[_HURRIED] = False


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service = request.app.state.service
    if not isinstance(service, Service):
        msg = "the app was made without create_app"
        raise TypeError(msg)
    return service
