"""Claims on events in a range, by event: the walk that leaves out claims without an event leaves out nothing else."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.asking import ask, ids

SORTS = ("event_date", "-event_date")
RANGES: tuple[dict[str, Any], ...] = (
    {"since": "1980-01-01"},
    {"since": "2012-06-15"},
    {"until": "2012-06-15"},
    {"until": "1951-12-31"},
    {"since": "1951-06-01", "until": "2012-06-01"},
)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("given", RANGES, ids=str)
def test_events_of_a_range_come_in_the_order_of_all_claims(given: dict[str, str], sort: str, library: TestClient) -> None:
    everything = ids(library, "/claims", sort=sort)
    selected = set(ids(library, "/claims", **given))
    assert selected
    address, walked = f"/claims?{'&'.join(f'{name}={day}' for name, day in given.items())}&sort={sort}&limit=3", list[str]()
    while address:
        page = ask(library, address)
        walked += [item["id"] for item in page["items"]]
        address = page["next"]
    assert walked == [public_id for public_id in everything if public_id in selected]
