"""The columns of exported tables: those of the CSV, and which of them hold the id of another record."""

from collections.abc import Mapping

from app.query.resource import Resource
from app.shape.column import Column, Kind
from app.shape.row import PERMALINK

REFERENCES: Mapping[str, Mapping[str, str]] = {
    "claims": {"document_id": "documents"},
    "stakeholders": {"parent_id": "stakeholders"},
    "figures": {"claim_id": "claims", "claimant_id": "stakeholders", "document_id": "documents"},
    "documents": {"publisher_id": "stakeholders"},
}
"""By noun: the columns that hold one id, and the noun whose id it is. The ``claimant_id`` of claims may hold several."""


def table_columns(resource: Resource, base: str) -> tuple[Column, ...]:
    """The columns of the noun's CSV: its own, and the address of each record."""
    kind: Kind = "uri" if base else "string"
    description = "The address of the record." if base else "The address of the record, relative to the root of the API."
    return (*resource.columns, Column(PERMALINK, description, lambda record: f"{base}{record['url']}", kind))
