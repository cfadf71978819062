"""A fictional report with figures of every kind, anchored and loaded as any other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.migrate import migrate
from app.ingest.anchoring import anchor_report
from app.ingest.files import read_data_files
from tests.conftest import Databases
from tests.figures.quantities import QUANTITIES, Quantity
from tests.serving import load_files, serving

TEXT = "Counts of the harbour office\n\nThe harbour office keeps all of its counts in one ledger.\n"
EVIDENCE = [{"paragraph": 1, "exact": "keeps all of its counts"}]
UNITS = [{"value": value, "label": value.title(), "definition": "Counted.", "example": "one"} for value in ("boat", "crate")]
MEASURES = [{"value": "counts", "label": "All counts", "definition": "What is counted.", "example": "one boat"}]


def figure(index: int, quantity: Quantity) -> dict[str, object]:
    return {
        "key": f"figure-{index}",
        "as_printed": quantity.name,
        "comparator": quantity.comparator.value,
        "unit": "boat",
        "measure": "counts",
        "evidence": EVIDENCE,
        **{part: str(number) for part, number in quantity.numbers.items()},
    }


def report() -> dict[str, object]:
    claim = {
        "key": "counts",
        "statement": "The harbour is full of countable things.",
        "kind": "estimate",
        "topics": ["harbours"],
        "chain": [{"source_type": "author", "act": "says", "certainty": "certain"}],
        "figures": [figure(index, quantity) for index, quantity in enumerate(QUANTITIES)],
        "evidence": EVIDENCE,
    }
    document = {"id": "harbour-counts", "title": "Counts of the harbour office", "language": "en", "front_matter_blocks": 1}
    return {"document": document, "claims": [claim]}


@pytest.fixture(scope="session")
def harbour_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    contents: dict[str, object] = {
        "stakeholders.yaml": [{"id": "harbour-office", "name": "Harbour office", "kind": "office"}],
        "topics.yaml": [{"id": "harbours", "name": "Harbours", "definition": "Where boats lie."}],
        "terms.yaml": {"units": UNITS, "measures": MEASURES},
        "reports/harbour.yaml": report(),
    }
    (folder / "reports").mkdir()
    for name, content in contents.items():
        (folder / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    text = folder / "harbour.txt"
    text.write_text(TEXT, encoding="utf-8")
    anchor_report(folder / "reports" / "harbour.yaml", text)
    return folder


@pytest.fixture(scope="session")
def harbour(databases: Databases, harbour_folder: Path) -> Iterator[TestClient]:
    """A client of the app on a database that holds the fictional report and nothing else."""
    engine: Engine = open_engine(databases.create())
    migrate(engine)
    load_files(engine, read_data_files(harbour_folder), datetime(2026, 1, 1, tzinfo=UTC))
    with serving(engine) as client:
        yield client
    engine.dispose()
