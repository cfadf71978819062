"""Every filter and every order has an index on PostgreSQL: where no table may be read from end to end, none is.

Small tables are read whole by right, so the planner is told that this costs more than anything else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine, text

from app.catalog import RESOURCES
from app.db.memory import Memory
from app.db.snapshot import Snapshot, open_snapshot
from app.query.page import Selection, select_records
from app.query.resource import Resource
from app.query.ways import Way
from bench.explain import explained, heard
from bench.plans import tables_read_whole
from tests.query.test_ways import query_of, values_of

pytestmark = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)

GROWING = {"claim", "claim_topic", "claim_relation", "evidence", "figure", "hop", "involvement", "participant", "record", "search"}
"""Tables that have as many rows as there are claims, or more."""
AVOIDED = ("seqscan", "sort")
"""What the planner is told to avoid."""
FEW = {
    "since": ["9999-01-01"],
    "until": ["1000-01-01"],
    "updated_since": ["2100-01-01T00:00:00Z"],
    "value_min": ["100000000000000"],
    "value_max": ["0"],
    "has_figure": ["true", "false"],
    "is_closed": ["true", "false"],
}
"""What few records have, where a filter is given an end of a range; and both sides of a flag."""
NOBODY: dict[type, object] = {int: 0, str: "nobody"}
"""What no record has, where a filter is given a value: to find that out takes an index, or everything."""
WITHOUT = {("claims", "polarity"), ("claims", "has_figure")}
"""Filters of two values, of which neither is rare: their records are met on a walk."""
LIMIT = 20
ORDERS = [(resource, order) for resource in RESOURCES for order in resource.sorts]
FILTERS = [
    (resource, name)
    for resource in RESOURCES
    for name in resource.query.model_fields
    if name not in {"cursor", "limit", "facets", "fields", "snippets", "bom", "sort", "match"}
]


def named(resource: Resource, name: str) -> str:
    return f"{resource.noun}-{name}"


@pytest.fixture(scope="module")
def planner(crowd: Engine) -> Iterator[Connection]:
    """A connection to the crowd whose planner takes those ways only where there is no other."""
    with crowd.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
        for way in AVOIDED:
            connection.execute(text(f"SET enable_{way} = off"))
        yield connection


@pytest.fixture
def snapshot(crowd: Engine) -> Iterator[Snapshot]:
    """The crowd as it is."""
    with open_snapshot(crowd, Memory()) as snapshot:
        yield snapshot


def of_nobody(selection: Selection) -> Selection:
    """The same selection for values that no record has: then the filter alone decides what is read."""
    values = {name: NOBODY.get(type(value), value) for name, value in selection.question.values.items()}
    return replace(selection, question=replace(selection.question, values=values))


def read_whole(planner: Connection, snapshot: Snapshot, selection: Selection, ways: Sequence[Way]) -> set[str]:
    """The growing tables that are read from end to end for the first page and the one after it."""
    with heard(snapshot) as sent:
        rows = selection.read(snapshot, None, LIMIT, ways)
        if rows:
            selection.read(snapshot, rows[-1].cursor, LIMIT, ways)
    plans = [explained(planner, one)["Plan"] for one in sent if one.is_page]
    assert plans
    return {table for plan in plans for table in tables_read_whole(plan)} & GROWING


@pytest.mark.parametrize(("resource", "order"), ORDERS, ids=[named(*each) for each in ORDERS])
def test_every_order_is_read_off_an_index(resource: Resource, order: str, planner: Connection, snapshot: Snapshot) -> None:
    selection = select_records(snapshot, resource, query_of(resource, {"sort": [order]}))
    assert read_whole(planner, snapshot, selection, selection.walk(snapshot)) == set()


@pytest.mark.parametrize(("resource", "name"), FILTERS, ids=[named(*each) for each in FILTERS])
def test_every_filter_has_an_index(resource: Resource, name: str, planner: Connection, snapshot: Snapshot) -> None:
    for value in FEW.get(name) or values_of(snapshot, resource).get(name, ())[:1]:
        for order in resource.sorts:
            selection = select_records(snapshot, resource, query_of(resource, {name: [value], "sort": [order]}))
            assert read_whole(planner, snapshot, selection, selection.walk(snapshot)) == set(), (value, order)
            if (resource.noun, name) not in WITHOUT:
                rare = of_nobody(selection)
                assert read_whole(planner, snapshot, rare, rare.sorted(snapshot)) == set(), (value, order)
