"""The app factory: settings in, the ASGI application out."""

from fastapi import FastAPI

from app import __version__
from app.catalog import ROUTERS
from app.db.engine import open_engine
from app.pages import docs, health, index, problems
from app.settings import Settings
from app.web.envelope import Envelope
from app.web.handlers import register
from app.web.limits import Limits
from app.web.methods import Methods
from app.web.service import Service


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application for these settings, or for those of the environment."""
    settings = settings or Settings()
    app = FastAPI(
        title="Refugee Policy Facts", version=__version__, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.service = Service(settings, open_engine(settings.database_url, settings.database_pool))
    for router in (*ROUTERS, index.router, health.router, problems.router, docs.router):
        app.include_router(router)
    register(app)
    app.add_middleware(Limits, max_url_bytes=settings.max_url_bytes, max_body_bytes=settings.max_body_bytes)
    app.add_middleware(Methods)
    app.add_middleware(Envelope)
    return app
