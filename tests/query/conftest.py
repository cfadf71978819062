"""Larger data sets, for orders and pages: five reports of different days, loaded at different moments; and a crowd of made-up claims."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.ingest.files import DataFiles, Report
from app.ingest.payload.report import ClaimPayload
from bench.generate import fill
from tests.conftest import Databases
from tests.query.shelf import EVENT_DATES
from tests.serving import another_report, load_files, serving, with_claims, with_reports, with_stakeholder

CLAIMS = 300
"""In the crowd."""
MARCH = datetime(2026, 3, 1, 12, 0, 0, 123_456, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, 12, tzinfo=UTC)
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def dated(claims: tuple[ClaimPayload, ...], first: int) -> list[ClaimPayload]:
    """These claims, each with the next of some event dates."""
    dates = list(EVENT_DATES)
    return [
        claim.model_copy(update={"event_date": dates[(first + index) % len(dates)], "relations": ()}) for index, claim in enumerate(claims)
    ]


def further_reports(report: Report) -> list[Report]:
    claims = report.payload.claims
    in_chicago_still_the_day_before = datetime.fromisoformat("2019-05-06T23:30:00-05:00")
    return [
        with_claims(another_report(report, "of-2019", published_at=in_chicago_still_the_day_before), *dated(claims[:14], 0)),
        with_claims(another_report(report, "undated", published_at=None), *dated(claims[5:14], 2)),
        with_claims(another_report(report, "of-1951", published_at=datetime(1951, 7, 28, tzinfo=UTC)), *dated(claims[-9:], 1)),
        with_claims(another_report(report, "of-the-same-day"), *dated(claims[:6], 3)),
    ]


@pytest.fixture(scope="session")
def library_files(seed_files: DataFiles) -> DataFiles:
    """What the larger data set holds in the end."""
    files = with_reports(seed_files, *further_reports(seed_files.reports[0]))
    return with_stakeholder(files, "people-with-disabilities", description="Told anew in May.")


@pytest.fixture(scope="session")
def library(databases: Databases, template_url: str, seed_files: DataFiles, library_files: DataFiles) -> Iterator[TestClient]:
    """A client of the app on the larger data set."""
    engine = open_engine(databases.create(like=template_url))
    in_march, in_april = library_files.reports[1:3], library_files.reports[1:]
    load_files(engine, with_reports(seed_files, *in_march), MARCH)
    load_files(engine, with_reports(seed_files, *in_april), APRIL)
    load_files(engine, library_files, MAY)
    with serving(engine) as client:
        yield client
    engine.dispose()


@pytest.fixture(scope="session")
def crowd(databases: Databases) -> Iterator[Engine]:
    """Made-up claims: enough that many share a party, a day, a kind and a word."""
    url = databases.create()
    fill(url, CLAIMS)
    engine = open_engine(url)
    yield engine
    engine.dispose()
