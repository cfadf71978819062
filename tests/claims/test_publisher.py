"""The document itself takes part in a claim only where it speaks in its own name."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from app.ingest.files import DataFiles
from tests.asking import ids
from tests.claims.expected import claims_of, parts_of
from tests.serving import another_report, load_files, serving, with_reports


@pytest.mark.parametrize("part", ["actor", "claimant", "via"])
def test_publisher_counts_where_the_document_is_the_claimant(part: str, own_engine: Engine, seed_files: DataFiles) -> None:
    files = with_reports(seed_files, another_report(seed_files.reports[0], "published-by-a-ministry", publisher="open-doors"))
    load_files(own_engine, files, datetime(2026, 2, 1, tzinfo=UTC))
    with serving(own_engine) as client:
        found = ids(client, "/claims", document="published-by-a-ministry", **{part: "open-doors"})
    claims = [claim for claim in claims_of(files) if claim.document.id == "published-by-a-ministry"]
    assert found == [claim.id for claim in claims if "open-doors" in parts_of(claim)[part]]
    assert len(found) < len(claims)
