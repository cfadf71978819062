"""The app factory: settings in, the ASGI application out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app import __version__
from app.catalog import RESOURCES, ROUTERS
from app.db.engine import open_engine, open_replica
from app.db.reads import Reads
from app.db.watch import open_watch
from app.desk.handlers import register_desk
from app.desk.router import ROUTERS as DESK
from app.exports.router import router as exports
from app.exports.store import ExportStore
from app.pages import changes, contexts, docs, health, index, problems
from app.settings import Settings
from app.web.again import Again
from app.web.at_once import AtOnce
from app.web.cache import Cache
from app.web.envelope import Envelope
from app.web.handlers import register
from app.web.limits import Limits
from app.web.methods import Allowed, Methods
from app.web.route import ReadRoute
from app.web.service import Service
from app.web.suffixes import Suffixes


class CachedApp(FastAPI):
    """FastAPI behind the response cache: an answer that is kept does not pass through the framework at all."""

    cache: Cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or the lifespan."""
        await self.cache(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle what neither the cache nor the short way does."""
        await super().__call__(scope, receive, send)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application for these settings, or for those of the environment."""
    settings = settings or Settings()
    pool, seconds = settings.database_pool, settings.database_seconds
    engine = open_engine(settings.database_url, pool, seconds)
    at_once = open_engine(settings.database_url, pool=1) if engine.dialect.name == "sqlite" else None
    replica = open_replica(settings.read_database_url, pool, seconds) if settings.read_database_url else None
    watch = open_watch(engine)
    reads = Reads(engine, watch, replica=replica, at_once=at_once)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.exports.close()
        watch.close()
        reads.close()

    app = CachedApp(
        title="Refugee Policy Facts",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    routers = (*ROUTERS, *DESK, changes.router, exports, contexts.router, index.router, health.router, problems.router, docs.router)
    for router in routers:
        app.include_router(router)
    paths = (str(getattr(route, "path", "")) for router in routers for route in router.routes)
    allowed = Allowed(route for router in routers for route in router.routes if isinstance(route, Route))
    addresses = tuple(dict.fromkeys(path for path in paths if "{" not in path and path != "/"))
    app.state.service = Service(settings, reads, engine, addresses, allowed)
    app.state.exports = ExportStore(settings.export_folder, reads.snapshot, settings.public_url or "")
    register(app)
    register_desk(app)
    if replica is not None:
        app.add_middleware(Again)
    app.add_middleware(
        Limits,
        allowed=allowed,
        max_url_bytes=settings.max_url_bytes,
        max_body_bytes=settings.max_body_bytes,
        max_import_bytes=settings.max_import_bytes,
    )
    app.add_middleware(Suffixes, nouns=[resource.noun for resource in RESOURCES])
    app.add_middleware(Methods, allowed=allowed)
    app.add_middleware(Envelope)
    answer: ASGIApp = app.answer
    if at_once is not None:
        reads_only = [route for router in ROUTERS for route in router.routes if isinstance(route, ReadRoute)]
        answer = AtOnce(answer, app, reads_only, settings.max_url_bytes)
    app.cache = Cache(answer, watch, settings.cache_bytes)
    return app
