"""The catalogue: the only module that knows every public noun."""

from fastapi import APIRouter

from app.claims import router as claims
from app.documents import router as documents
from app.figures import router as figures
from app.publishing.publish import RESOURCES
from app.stakeholders import router as stakeholders
from app.topics import router as topics
from app.vocabularies import router as vocabularies

ROUTERS: tuple[APIRouter, ...] = (
    claims.router,
    stakeholders.router,
    figures.router,
    documents.router,
    topics.router,
    vocabularies.router,
)
"""The addresses of every noun, in the order in which readers meet them."""

__all__ = ["RESOURCES", "ROUTERS"]
