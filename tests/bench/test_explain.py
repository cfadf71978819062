"""The plans of every filter, asked for as one would at a terminal."""

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from app.catalog import RESOURCES
from bench.explain import main


@pytest.mark.parametrize("options", [(), ("--no-analyze", "--statements")])
def test_every_filter_and_order_is_explained(ferry_engine: Engine, options: tuple[str, ...]) -> None:
    if ferry_engine.dialect.name == "sqlite":
        pytest.skip("these are PostgreSQL's plans")
    url = ferry_engine.url.render_as_string(hide_password=False)
    result = CliRunner().invoke(main, ["--database", url, *options], catch_exceptions=False)
    told = result.stdout.splitlines()
    asked = {(row[0], name.partition("=")[0]) for line in told if len(row := line.split(" | ")) > 1 for name in row[1].split(" ")}
    for resource in RESOURCES:
        filters = set(resource.query.model_fields) - {"cursor", "limit", "fields", "snippets", "bom", "match", "facets", "as_of"}
        assert {name for noun, name in asked if noun == resource.noun} >= filters
        assert [line for line in told if line.startswith(f"{resource.noun} | ") and " | page | " in line]
        assert [line for line in told if line.startswith(f"{resource.noun} | sort=updated | ")]
    assert (result.exit_code, told[-1]) == (0, "no pages read all of a large table")


def test_page_that_reads_all_of_a_large_table_is_told_and_ends_with_1(ferry_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    if ferry_engine.dialect.name == "sqlite":
        pytest.skip("these are PostgreSQL's plans")
    with ferry_engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    monkeypatch.setattr("bench.explain._LARGE_ROWS", 1)  # then small tables are large, and are read whole by right
    url = ferry_engine.url.render_as_string(hide_password=False)
    result = CliRunner().invoke(main, ["--database", url, "--no-analyze", "--noun", "claims"], catch_exceptions=False)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].endswith("pages read all of a large table")
