"""The running service as endpoints see it: its settings and its databases."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine
from starlette.requests import Request

from app.db.engine import writing
from app.db.reads import Reads, asking_primary
from app.db.snapshot import NotAtOnceError, Snapshot
from app.settings import Settings
from app.web.methods import Allowed

_HURRIED = "is_hurried"
_CREDENTIALS = "authorization"


class Past(Protocol):
    """Earlier states of the data."""

    def snapshot(self, moment: datetime) -> AbstractContextManager[Snapshot]:
        """The state at that moment. Raises :class:`~app.query.errors.QueryError` where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Service:
    """What every answer needs; made once, by the app factory.

    ``past`` has earlier states; ``primary`` is the database that is written; ``addresses`` are the paths without parameters, for
    suggestions; ``allowed`` says what may be done at which.
    """

    settings: Settings
    reads: Reads
    past: Past
    primary: Engine
    addresses: tuple[str, ...]
    allowed: Allowed

    def snapshot(self, request: Request, moment: datetime | None = None) -> AbstractContextManager[Snapshot]:
        """The state of the data for one answer, that of now or of a moment.

        It is opened in the endpoint, so that a waiting request holds no connection.

        Whoever presents a key reads what he has written, which a replica may not have yet.
        """
        if moment is not None:
            if request.scope.get(_HURRIED):
                raise NotAtOnceError
            return self.past.snapshot(moment)
        if request.scope.get(_HURRIED):
            return self.reads.snapshot_at_once()
        if _CREDENTIALS in request.headers:
            with asking_primary():
                return self.reads.snapshot()
        return self.reads.snapshot()

    @property
    def writer(self) -> Engine:
        """The database for transactions that write, of which there is one at a time."""
        return writing(self.primary)

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
