"""What a format has no place for is refused."""

import pytest
from starlette.testclient import TestClient

from app.formats.catalog import FORMATS
from app.formats.format import Format
from tests.on_sqlite import ON_SQLITE
from tests.web.refusals import refused_query

pytestmark = ON_SQLITE

ASKED = {"bom": "bom=1", "facets": "facets=status", "fields": "fields=id", "snippets": "q=china&snippets=true"}
PAIRS = [(format_, name) for format_ in FORMATS for name in ASKED]


@pytest.mark.parametrize("limit", ["", "&limit=1"])
@pytest.mark.parametrize(("format_", "name"), PAIRS, ids=lambda part: part.suffix if isinstance(part, Format) else part)
def test_parameter_is_taken_where_the_format_has_a_place_for_it(format_: Format, name: str, limit: str, client: TestClient) -> None:
    answer = client.get(f"/claims.{format_.suffix}?{ASKED[name]}{limit}")
    if name in format_.shows:
        assert answer.status_code == 200
        return
    error = refused_query(client, answer)
    assert (error.parameter, error.code) == (name, "not_shown")
    assert format_.suffix not in error.allowed
    assert all(client.get(f"/claims.{suffix}?{ASKED[name]}").status_code == 200 for suffix in error.allowed)


def test_parameters_that_ask_for_nothing_are_taken_by_every_format(client: TestClient) -> None:
    for format_ in FORMATS:
        assert client.get(f"/claims.{format_.suffix}?bom=0&snippets=false").status_code == 200


def test_snippets_are_refused_when_nothing_is_searched(client: TestClient) -> None:
    error = refused_query(client, client.get("/claims?snippets=true"))
    assert (error.parameter, error.code) == ("snippets", "needs_q")


def test_parameter_that_is_missing_is_named_with_what_it_is_for(client: TestClient) -> None:
    error = refused_query(client, client.get("/figures/compare"))
    assert (error.parameter, error.code) == ("measure", "missing")
    assert error.detail.startswith("measure is needed here: ")
