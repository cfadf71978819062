"""Pages: any limit and any filter cover each record exactly once, in the order of one long page, whatever is written meanwhile."""

from datetime import UTC, datetime
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.claims.resource import CLAIMS
from app.ingest.files import DataFiles
from app.settings import Settings
from tests.asking import Value, ask, ids, ids_of, pages
from tests.serving import another_report, load_files, serving, with_reports

MAX_URL_BYTES: int = Settings.model_fields["max_url_bytes"].default
LIMITS = (1, 2, 3, 7, 50, 500)
ORDERS = [(resource.noun, sort) for resource in RESOURCES for sort in resource.sorts]
QUESTIONS: list[tuple[str, dict[str, Value]]] = [
    ("/claims", {"actor": "Beijing"}),
    ("/claims", {"actor": ["D.P.R.K.", "China"], "sort": "published"}),
    ("/claims", {"kind": ["allegation", "position"], "sort": "-event_date"}),
    ("/claims", {"has_figure": "true", "sort": "event_date"}),
    ("/claims", {"until": "2012-06-14", "sort": "-updated"}),
    ("/claims", {"topic": "Refugee status", "updated_since": "2026-03-01T13:00:00.123456+01:00", "sort": "updated"}),
    ("/claims", {"agent": "North Korea", "document": ["of-1951", "undated"]}),
    ("/figures", {"unit": "person", "sort": "-value"}),
    ("/figures", {"value_min": "30", "match": "certain", "sort": "value"}),
    ("/stakeholders", {"kind": ["group", "office"], "sort": "-name"}),
    ("/documents", {"since": "1951-07-28", "sort": "published"}),
    ("/vocabularies", {"is_closed": "true"}),
]


def walked(client: TestClient, address: str, **parameters: Value) -> list[str]:
    return [record_id for page in pages(client, address, **parameters) for record_id in ids_of(page)]


@pytest.mark.parametrize(("noun", "sort"), ORDERS, ids=[f"{noun} by {sort}" for noun, sort in ORDERS])
def test_pages_cover_each_record_once_in_every_order(noun: str, sort: str, library: TestClient) -> None:
    everything = ids(library, f"/{noun}", sort=sort)
    assert len(everything) == len(set(everything)) > 1
    for limit in LIMITS[3:]:
        assert walked(library, f"/{noun}", sort=sort, limit=limit) == everything, limit


@pytest.mark.parametrize(("address", "asked"), QUESTIONS, ids=[f"{address} {asked}" for address, asked in QUESTIONS])
def test_pages_cover_each_record_once_with_every_filter(address: str, asked: dict[str, Value], library: TestClient) -> None:
    everything = ids(library, address, **asked)
    assert len(everything) == len(set(everything)) > 0
    for limit in LIMITS:
        assert walked(library, address, limit=limit, **asked) == everything, limit


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 500), order=st.sampled_from(ORDERS))
def test_pages_are_full_until_the_last(limit: int, order: tuple[str, str], library: TestClient) -> None:
    noun, sort = order
    found = list(pages(library, f"/{noun}", sort=sort, limit=limit))
    assert [len(page["items"]) for page in found[:-1]] == [limit] * (len(found) - 1)
    assert sum(len(page["items"]) for page in found) == found[0]["total"]
    assert 0 < len(found[-1]["items"]) <= limit


@pytest.mark.parametrize(("address", "asked"), QUESTIONS, ids=[f"{address} {asked}" for address, asked in QUESTIONS])
def test_next_keeps_every_parameter(address: str, asked: dict[str, Value], library: TestClient) -> None:
    for page in islice(pages(library, address, limit=1, **asked), 2):
        following = urlsplit(page["next"])
        pairs = [(name, each) for name, value in asked.items() for each in (value if isinstance(value, list) else [value])]
        assert following.path == address
        assert sorted(parse_qsl(following.query)) == sorted([*pairs, ("limit", "1"), ("cursor", page["next_cursor"])])


def test_total_and_question_are_the_same_on_every_page(library: TestClient) -> None:
    first, *others = pages(library, "/claims", limit=7, actor="PRC")
    assert others
    for page in others:
        assert (page["total"], page["query"]) == (first["total"], first["query"])


def test_limit_may_change_from_page_to_page(library: TestClient) -> None:
    everything = ids(library, "/claims")
    first = ask(library, "/claims", limit=4)
    second = ask(library, "/claims", limit=9, cursor=first["next_cursor"])
    assert ids_of(first) + ids_of(second) == everything[:13]


def test_last_page_is_exactly_full_when_the_limit_divides_the_total(library: TestClient) -> None:
    total = ask(library, "/stakeholders")["total"]
    page = ask(library, "/stakeholders", limit=total)
    assert len(page["items"]) == total
    assert page["next"] is None


@pytest.mark.parametrize("published_at", [datetime(1990, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC), None], ids=str)
def test_pages_stay_in_place_when_records_are_added_between_them(
    published_at: datetime | None, own_engine: Engine, seed_files: DataFiles
) -> None:
    added = another_report(seed_files.reports[0], "added-meanwhile", published_at=published_at)
    orders = list(CLAIMS.sorts)
    with serving(own_engine) as client:
        before = {sort: ids(client, "/claims", sort=sort) for sort in orders}
        first = {sort: ask(client, "/claims", sort=sort, limit=5) for sort in orders}
        load_files(own_engine, with_reports(seed_files, added), datetime(2026, 2, 1, tzinfo=UTC))
        found = {sort: ids_of(first[sort]) + walked(client, first[sort]["next"]) for sort in orders}
    for sort in orders:
        assert len(found[sort]) == len(set(found[sort])), sort
        assert [record_id for record_id in found[sort] if record_id in before[sort]] == before[sort], sort


def test_next_page_can_be_asked_when_the_question_is_as_long_as_is_read(library: TestClient) -> None:
    names = {"actor": "China", "agent": "PRC", "place": "China", "beneficiary": "North+Korean+defectors"}
    filters = [f"{name}={value}".ljust(200, "+") for name, value in names.items() for _ in range(20)]
    asked = "/claims?limit=1"
    while len(asked) + 201 < MAX_URL_BYTES:
        asked += f"&{filters.pop(0)}"
    asked += "&kind=decision" * ((MAX_URL_BYTES - len(asked)) // len("&kind=decision"))
    page = ask(library, asked)
    assert page["total"] > 1
    assert library.get(page["next"]).status_code == 200
