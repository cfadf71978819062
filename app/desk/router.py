"""Every address of the desk."""

from fastapi import APIRouter

from app.desk import audit, drafts, imports, merging, retracting, webhooks
from app.desk.editing import editing, reading
from app.editorial.writable import WRITABLE

ROUTERS: tuple[APIRouter, ...] = (
    *(router for writable in WRITABLE.values() for router in (editing(writable), reading(writable))),
    retracting.router,
    merging.router,
    drafts.router,
    imports.router,
    webhooks.router,
    audit.router,
)
"""In the order in which editors meet them."""
