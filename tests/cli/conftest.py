from pathlib import Path

import pytest

from app.settings import Settings
from tests.ingest.folder import DataFolder, ferry_folder


@pytest.fixture(autouse=True)
def database_url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A database of a test's own, which does not exist yet, in place of what the machine has set."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FACTS_{name.upper()}", raising=False)
    url = f"sqlite:///{tmp_path}/facts.sqlite"
    monkeypatch.setenv("FACTS_DATABASE_URL", url)
    return url


@pytest.fixture
def ferry(tmp_path: Path) -> DataFolder:
    """A copy of the fictional folder, with its anchors."""
    folder = ferry_folder(tmp_path / "ferry")
    folder.write()
    return folder


@pytest.fixture
def text(ferry: DataFolder) -> Path:
    """The text of the fictional report."""
    return ferry.path / "texts" / "tamar-landing.txt"
