"""The plans of every filter, asked for as one would at a terminal."""

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from app.catalog import RESOURCES
from bench.explain import main


@pytest.mark.parametrize("options", [(), ("--no-analyze", "--statements")])
def test_every_filter_and_order_is_explained(ferry_engine: Engine, options: tuple[str, ...]) -> None:
    if ferry_engine.dialect.name == "sqlite":
        pytest.skip("these are PostgreSQL's plans")
    url = ferry_engine.url.render_as_string(hide_password=False)
    told = CliRunner().invoke(main, ["--database", url, *options], catch_exceptions=False).stdout.splitlines()
    asked = {(row[0], name.partition("=")[0]) for line in told if len(row := line.split(" | ")) > 1 for name in row[1].split(" ")}
    for resource in RESOURCES:
        filters = set(resource.query.model_fields) - {"cursor", "limit", "fields", "snippets", "bom", "match", "facets"}
        assert {name for noun, name in asked if noun == resource.noun} >= filters
        assert [line for line in told if line.startswith(f"{resource.noun} | ") and " | page | " in line]
