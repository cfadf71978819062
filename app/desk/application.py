"""The desk as an application of its own, which is made when somebody first writes."""

from fastapi import FastAPI

from app.desk.handlers import register_desk
from app.desk.router import ROUTERS
from app.web.deprecations import telling_deprecations
from app.web.handlers import register
from app.web.service import Service


def create_desk(service: Service) -> FastAPI:
    """The desk of a service."""
    routes = [route for router in ROUTERS for route in router.routes]  # as they are: FastAPI makes each that is included anew
    desk = FastAPI(routes=routes, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    desk.state.service = service
    desk.state.routes = routes
    register(desk)
    register_desk(desk)
    desk.add_middleware(telling_deprecations, routes=desk.state.routes, public_url=service.settings.public_url or "")
    return desk
