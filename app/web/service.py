"""The running service as endpoints see it: its settings and its databases."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.requests import Request

from app.db.reads import Reads
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """What every answer needs; made once, by the app factory. ``addresses`` are the paths without parameters, for suggestions."""

    settings: Settings
    engine: Engine
    reads: Reads
    addresses: tuple[str, ...]

    def session(self) -> Session:
        """A session for one answer: open it in the endpoint's own thread, so that a waiting request holds no connection."""
        return self.reads.session()

    def absolute(self, path: str) -> str:
        """A path as an absolute URL where the public address is set; root-relative otherwise, never from the Host header."""
        return f"{self.settings.public_url or ''}{path}"


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service = request.app.state.service
    if not isinstance(service, Service):
        msg = "the app was made without create_app"
        raise TypeError(msg)
    return service
