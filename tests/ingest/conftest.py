from pathlib import Path

import pytest

from tests.ingest.folder import DataFolder, seed_folder


@pytest.fixture
def seed(tmp_path: Path) -> DataFolder:
    """A copy of the seed."""
    return seed_folder(tmp_path / "seed")
