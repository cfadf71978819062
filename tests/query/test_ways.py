"""Both ways to a page give the same records in the same order: walking along an index, and sorting what the filters find."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.catalog import RESOURCES
from app.db.memory import Memory
from app.db.snapshot import Snapshot, open_snapshot
from app.query.cursor import Cursor
from app.query.page import Selection, read_page, select_records
from app.query.parameters import ListQuery, repeatable
from app.query.resource import Resource
from app.query.ways import Way
from tests.query.conftest import CLAIMS

WORDS = ("refugees", "reported", "refugees -reported", "-refugees", "reported b*", '"refugees reported"', "nobody-wrote-this")
PLAIN: dict[str, Sequence[str]] = {
    "q": WORDS,
    "since": ("2005-01-01", "2010-06-30"),
    "until": ("2012-01-01",),
    "has_figure": ("true", "false"),
    "value_min": ("10", "1000"),
    "value_max": ("5000",),
    "match": ("possible", "certain"),
    "updated_since": ("2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"),
    "is_closed": ("true", "false"),
}
"""What is asked of filters that are no facets."""


def query_of(resource: Resource, asked: dict[str, list[str]]) -> ListQuery:
    lists = repeatable(resource.query)
    return resource.query.model_validate({name: values if name in lists else values[0] for name, values in asked.items()})


def values_of(snapshot: Snapshot, resource: Resource) -> dict[str, list[str]]:
    """What each filter can be asked for: the values that facets find, in which frequent ones and rare ones lie."""
    facets = read_page(snapshot, resource, query_of(resource, {"facets": [",".join(resource.facets)]})).facets if resource.facets else ()
    found = {facet.parameter: [value.value for value in facet.values] for facet in facets}
    plain = {name: list(values) for name, values in PLAIN.items() if name in resource.query.model_fields}
    return {name: values for name, values in (found | plain).items() if values}


def gone(snapshot: Snapshot, selection: Selection, ways: Sequence[Way], limit: int) -> list[bytes]:
    """All records, page after page."""
    records: list[bytes] = []
    cursor: Cursor | None = None
    while rows := selection.read(snapshot, cursor, limit, ways):
        records += [row.rendering for row in rows]
        cursor = rows[-1].cursor
    return records


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_walking_finds_what_sorting_finds(data: st.DataObject, crowd: Engine) -> None:
    resource = data.draw(st.sampled_from(RESOURCES))
    with open_snapshot(crowd, Memory()) as snapshot:
        values = values_of(snapshot, resource)
        names = data.draw(st.lists(st.sampled_from(sorted(values)), max_size=3, unique=True)) if values else []
        asked: dict[str, Any] = {
            name: data.draw(st.lists(st.sampled_from(values[name]), min_size=1, max_size=2, unique=True)) for name in names
        }
        if data.draw(st.booleans()):
            asked["sort"] = [data.draw(st.sampled_from(sorted(resource.sorts)))]
        selection = select_records(snapshot, resource, query_of(resource, asked))
        limit = data.draw(st.sampled_from((7, 50, 1000)))
        walked = gone(snapshot, selection, selection.walk(snapshot), limit)
        assert walked == gone(snapshot, selection, selection.sorted(snapshot), limit)
        assert len(walked) == len(set(walked)) == read_page(snapshot, resource, query_of(resource, asked)).total


@pytest.mark.parametrize("q", ["refugees", "reported"])
def test_own_words_come_first_on_a_walk(q: str, crowd: Engine) -> None:
    (claims,) = (resource for resource in RESOURCES if resource.noun == "claims")
    with open_snapshot(crowd, Memory()) as snapshot:
        selection = select_records(snapshot, claims, query_of(claims, {"q": [q]}))
        keys = [row.cursor.key for row in selection.read(snapshot, None, CLAIMS, selection.walk(snapshot))]
    assert keys == sorted(keys, reverse=True)
    assert set(keys) <= {"0", "1"}
