"""The app factory: settings in, the ASGI application out."""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from app import __version__
from app.catalog import RESOURCES, ROUTERS
from app.db.engine import open_engine, open_replica
from app.db.reads import Reads
from app.db.watch import open_watch
from app.exports.router import router as exports
from app.exports.store import ExportStore
from app.mirror.past import PastStore
from app.pages import api_catalog, changes, contexts, docs, health, index, problems
from app.settings import Settings
from app.web.access_log import AccessLog
from app.web.again import Again
from app.web.at_once import AtOnce
from app.web.cache import Cache
from app.web.deprecations import telling_deprecations
from app.web.envelope import Envelope
from app.web.handlers import register
from app.web.limits import Limits
from app.web.methods import Allowed, Methods
from app.web.metrics.cache import CountedCache
from app.web.metrics.measured import Measured
from app.web.metrics.worker import Worker
from app.web.route import ReadRoute
from app.web.service import Service
from app.web.suffixes import Suffixes
from app.web.when_needed import Needed, WhenNeeded

_PAGES = (contexts, index, api_catalog, health, problems, docs)
_DESK_PREFIXES = ("/drafts", "/imports", "/webhooks", "/audit")
_DESK_SUFFIXES = ("/content", "/retraction", "/merger")
"""The addresses that only the desk has."""


class CachedApp(FastAPI):
    """FastAPI behind the response cache and what stands before it: an answer that is kept does not pass through the framework at all."""

    front: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or the lifespan."""
        await self.front(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle what neither the cache nor the short way does."""
        await super().__call__(scope, receive, send)


def create_app(settings: Settings | None = None, numbers_folder: Path | None = None) -> FastAPI:
    """The application for these settings, or for those of the environment; in ``numbers_folder`` workers find each other's numbers."""
    settings = settings or Settings()
    pool, seconds = settings.database_pool, settings.database_seconds
    engine = open_engine(settings.database_url, pool, seconds)
    at_once = open_engine(settings.database_url, pool=1) if engine.dialect.name == "sqlite" else None
    replica = open_replica(settings.read_database_url, pool, seconds) if settings.read_database_url else None
    watch = open_watch(engine)
    reads = Reads(engine, watch, replica=replica, at_once=at_once)
    past = PastStore(settings.export_folder, reads.snapshot, pool)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        past.open()
        telling = app.state.worker.telling() if settings.metrics else nullcontext()
        with _delivering(settings) if settings.deliver else nullcontext():
            async with telling:
                yield
        past.close()
        app.state.exports.close()
        watch.close()
        reads.close()

    routers = (*ROUTERS, changes.router, exports, *(page.router for page in _PAGES))
    if settings.metrics:
        from app.pages import metrics  # noqa: PLC0415 (who does not measure needs no room for what it takes)

        routers = (*routers, metrics.router)
    routes = [route for router in routers for route in router.routes]  # as they are: FastAPI makes each that is included anew
    app = CachedApp(
        title="Refugee Policy Facts",
        version=__version__,
        routes=routes,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    paths = [str(getattr(route, "path", "")) for route in routes]
    addresses = tuple(path for path in paths if "{" not in path and path != "/")
    desk = Needed(lambda: _desk(app))
    allowed = Allowed(lambda: [*desk.get().state.routes, *routes])
    app.state.service = Service(settings, reads, past, engine, addresses, allowed)
    app.state.exports = ExportStore(settings.export_folder, reads.snapshot, settings.public_url or "")
    register(app)
    if replica is not None:
        app.add_middleware(Again)
    _add_layers(app, settings, desk, allowed)
    answer: ASGIApp = app.answer
    if at_once is not None:
        reads_only = [route for router in ROUTERS for route in router.routes if isinstance(route, ReadRoute)]
        answer = AtOnce(answer, app, reads_only, settings.max_url_bytes)
    cache = app.front = (CountedCache if settings.metrics else Cache)(answer, watch, settings.cache_bytes)
    if settings.rate_limit is not None:
        from app.web.rate_limit import RateLimit  # noqa: PLC0415 (who sets no limit needs no room for what counts)

        app.front = RateLimit(app.front, settings.rate_limit)
    app.front = telling_deprecations(app.front, routes, settings.public_url or "")
    if isinstance(cache, CountedCache):
        app.front = measured = Measured(app.front, paths, desk.routes)
        app.state.worker = Worker(measured, cache, reads, numbers_folder)
    if settings.access_log:
        app.front = AccessLog(app.front)
    return app


def _add_layers(app: FastAPI, settings: Settings, desk: Needed, allowed: Allowed) -> None:
    """What a request passes before it comes to a route: the last that is added is the first that it meets."""
    app.add_middleware(WhenNeeded, needed=desk, prefixes=_DESK_PREFIXES, suffixes=_DESK_SUFFIXES)
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


def _delivering(settings: Settings) -> AbstractContextManager[None]:
    from app.webhooks.delivering import delivering  # noqa: PLC0415 (who does not deliver needs no room for it)

    return delivering(settings.database_url, allow_private=settings.webhook_allow_private)


def _desk(app: FastAPI) -> FastAPI:
    """The desk, imported here because a service that is only read needs nothing that it is made of."""
    from app.desk.application import create_desk  # noqa: PLC0415

    return create_desk(app.state.service)
