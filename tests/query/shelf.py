"""What lists of the larger data set must show, in every order, worked out from its files."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from app.ingest.files import DataFiles
from app.ingest.rows import figure_id
from app.model.vocabulary import CLOSED_VOCABULARIES
from tests.claims.expected import claims_of

EVENT_DATES: dict[str | None, str] = {
    "2012/..": "2012-01-01",
    "1951": "1951-01-01",
    "../1990": "0001-01-01",
    "2012-06-15?": "2012-06-15",
    "2012-06": "2012-06-01",
    None: "0001-01-01",
}
"""Dates that are given to claims, with the first day of each; a claim without one sorts as the earliest."""
_SEED_DATES: dict[str | None, str] = {"[2008-01,2008-02]": "2008-01-01", "1998-01-02~/2008-01-02": "1998-01-02"}
_FIRST_DAYS = EVENT_DATES | _SEED_DATES

Key = Callable[[dict[str, Any]], Any]
"""What a record is sorted by."""


def reading_order(files: DataFiles) -> dict[str, list[str]]:
    """The ids of all records by noun, in the order in which the files have them: it decides where sort keys are equal."""
    return {
        "claims": [claim.id for claim in claims_of(files)],
        "stakeholders": [item.id for item in files.stakeholders],
        "figures": [
            figure_id(claim.document, claim.payload.key, figure.key) for claim in claims_of(files) for figure in claim.payload.figures
        ],
        "documents": [report.payload.document.id for report in files.reports],
        "topics": [item.id for item in files.topics],
        "vocabularies": [*CLOSED_VOCABULARIES, "units", "measures"],
    }


def sort_keys(files: DataFiles) -> dict[str, dict[str, Key]]:
    """By noun and ascending order: what its records are sorted by."""
    documents = [report.payload.document for report in files.reports]
    moments = {document.id: document.published_at or datetime.min.replace(tzinfo=UTC) for document in documents}
    days = {slug: moment.astimezone(UTC).date() for slug, moment in moments.items()}
    orders: dict[str, dict[str, Key]] = {
        "claims": {
            "published": lambda claim: days[claim["evidence"][0]["document"]["id"]],
            "event_date": lambda claim: _FIRST_DAYS[claim["event_date"]],
        },
        "stakeholders": {"name": lambda record: record["name"]},
        "figures": {
            "published": lambda figure: days[figure["document"]["id"]],
            "value": lambda figure: Decimal(figure["value"]),
        },
        "documents": {"published": lambda document: moments[document["id"]]},
        "topics": {"name": lambda record: record["name"]},
        "vocabularies": {"id": lambda record: record["id"]},
    }
    return {noun: order | {"updated": lambda record: record["updated_at"]} for noun, order in orders.items()}
