"""The app on a database of a test's own, and data that changes under it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.testclient import TestClient

from app.db.engine import writing
from app.ingest.files import DataFiles, Report
from app.ingest.load import load
from app.ingest.payload.report import ClaimPayload
from app.main import create_app
from app.settings import Settings
from tests.asking import AS_IT_IS


@contextmanager
def serving(engine: Engine, **settings: str | int) -> Iterator[TestClient]:
    """A client of the app on the database of ``engine``."""
    url = engine.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings.model_validate({"database_url": url, **settings})), headers=AS_IT_IS) as client:
        yield client


def load_files(engine: Engine, files: DataFiles, moment: datetime) -> None:
    """Load data files and commit."""
    with Session(writing(engine)) as session:
        load(session, files, moment)
        session.commit()


def with_stakeholder(files: DataFiles, slug: str, **changes: object) -> DataFiles:
    """The same files, with one stakeholder changed."""
    changed = tuple(item.model_copy(update=changes) if item.id == slug else item for item in files.stakeholders)
    return replace(files, stakeholders=changed)


def with_reports(files: DataFiles, *reports: Report) -> DataFiles:
    """The same files and further reports."""
    return replace(files, reports=(*files.reports, *reports))


def another_report(report: Report, slug: str, **changes: object) -> Report:
    """A second report that makes the same claims in the same places: its document differs, and with it every id."""
    document = report.payload.document.model_copy(update={"id": slug, "title": f"Report {slug}", **changes})
    return replace(report, payload=report.payload.model_copy(update={"document": document}))


def with_claims(report: Report, *claims: ClaimPayload) -> Report:
    """The same report with these claims only."""
    return replace(report, payload=report.payload.model_copy(update={"claims": claims}))
