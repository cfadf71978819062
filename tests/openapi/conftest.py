"""The documents as the code writes them, and the one that is committed."""

import json

import pytest

from app.openapi import documents
from app.settings import CHECKOUT
from tests.openapi.parts import Part


@pytest.fixture(scope="session")
def written() -> dict[str, str]:
    """Every rendering by its file name, made anew."""
    return documents()


@pytest.fixture(scope="session")
def document() -> Part:
    """The committed document of 3.1, which is what the code writes: a test of its own says so."""
    parsed: Part = json.loads((CHECKOUT / "openapi" / "openapi.json").read_text(encoding="utf-8"))
    return parsed
