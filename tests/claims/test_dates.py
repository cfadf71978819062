"""Claims by when their event can lie: dates are EDTF, so a claim can span days, and its ends count."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from tests.asking import ids
from tests.claims.expected import claims_of
from tests.serving import another_report, load_files, serving, with_claims, with_reports

DEPARTURE = "[2008-01,2008-02]"
TEN_YEARS = "1998-01-02~/2008-01-02"
LOADED_AT = "2026-01-02T03:04:05Z"

RANGES: list[tuple[dict[str, str], set[str]]] = [
    ({"since": "2008-01-01"}, {DEPARTURE, TEN_YEARS}),
    ({"since": "2008-01-02"}, {DEPARTURE, TEN_YEARS}),
    ({"since": "2008-01-03"}, {DEPARTURE}),
    ({"since": "2008-02-29"}, {DEPARTURE}),
    ({"since": "2008-03-01"}, set()),
    ({"until": "2008-01-01"}, {DEPARTURE, TEN_YEARS}),
    ({"until": "2007-12-31"}, {TEN_YEARS}),
    ({"until": "1998-01-02"}, {TEN_YEARS}),
    ({"until": "1998-01-01"}, set()),
    ({"since": "2008-02-01", "until": "2008-02-10"}, {DEPARTURE}),
    ({"since": "2003-05-05", "until": "2003-05-05"}, {TEN_YEARS}),
    ({"since": "0001-01-01", "until": "9999-12-31"}, {DEPARTURE, TEN_YEARS}),
]


@pytest.mark.parametrize(("asked", "dates"), RANGES, ids=[str(asked) for asked, _ in RANGES])
def test_events_are_found_when_they_can_lie_in_the_range(
    asked: dict[str, str], dates: set[str], client: TestClient, seed_files: DataFiles
) -> None:
    expected = [claim.id for claim in claims_of(seed_files) if claim.payload.event_date in dates]
    assert ids(client, "/claims", **asked) == expected


def test_ranges_above_see_every_date_of_the_seed(seed_files: DataFiles) -> None:
    assert {claim.payload.event_date for claim in claims_of(seed_files)} == {None, DEPARTURE, TEN_YEARS}


@pytest.mark.parametrize(
    ("event_date", "found", "missed"),
    [
        ("2012", {"since": "2012-12-31", "until": "2012-12-31"}, {"since": "2013-01-01", "until": "2013-01-01"}),
        ("2012-02", {"since": "2012-02-29", "until": "2012-02-29"}, {"since": "2012-03-01", "until": "2012-03-01"}),
        ("2012-06-15", {"since": "2012-06-15", "until": "2012-06-15"}, {"since": "2012-06-16", "until": "2012-06-16"}),
        ("2012-06-15?", {"since": "2012-06-15", "until": "2012-06-15"}, {"until": "2012-06-14"}),
        ("2012/..", {"since": "2055-01-01", "until": "2055-01-01"}, {"until": "2011-12-31"}),
        ("../2012", {"since": "1700-01-01", "until": "1700-01-01"}, {"since": "2013-01-01"}),
        ("201X", {"since": "2019-12-31", "until": "2019-12-31"}, {"since": "2020-01-01", "until": "2020-01-01"}),
    ],
)
def test_event_date_spans_what_edtf_says(
    event_date: str, found: dict[str, str], missed: dict[str, str], own_engine: Engine, seed_files: DataFiles
) -> None:
    report = another_report(seed_files.reports[0], "dated")
    claim = report.payload.claims[0].model_copy(update={"event_date": event_date, "relations": ()})
    files = with_reports(seed_files, with_claims(report, claim))
    load_files(own_engine, files, datetime(2026, 2, 1, tzinfo=UTC))
    expected = [claim.id for claim in claims_of(files) if claim.document.id == "dated"]
    with serving(own_engine) as client:
        assert ids(client, "/claims", document="dated", **found) == expected
        assert ids(client, "/claims", document="dated", **missed) == []


@pytest.mark.parametrize(
    ("moment", "finds_all"),
    [
        (LOADED_AT, True),
        ("2026-01-02T03:04:04.999999Z", True),
        ("2026-01-02T03:04:05.000001Z", False),
        ("2026-01-02T04:04:05+01:00", True),
        ("2026-01-02T04:04:06+01:00", False),
        ("2026-01-01T22:04:05-05:00", True),
        ("2026-01-02t03:04:05z", True),
        ("2026-01-02T03:04:05.000000+0000", True),
        ("2026-01-02T03:04:06.000000+0000", False),
    ],
)
def test_updated_since_compares_moments(*, moment: str, finds_all: bool, client: TestClient, seed_files: DataFiles) -> None:
    assert ids(client, "/claims", updated_since=moment) == ([claim.id for claim in claims_of(seed_files)] if finds_all else [])


@pytest.mark.parametrize("day", ["2008-02-01T00:00:00Z", "2008-02-01T00:00:00.000Z"])
def test_day_may_be_given_as_its_midnight(day: str, client: TestClient) -> None:
    found = ids(client, "/claims", since="2008-02-01", until="2008-02-01")
    assert 0 < len(found) < len(ids(client, "/claims"))
    assert ids(client, "/claims", since=day, until=day) == found


@pytest.mark.parametrize(("true", "false"), [("TRUE", "FALSE"), ("True", "False"), ("1", "0")])
def test_switch_may_be_written_as_languages_do(true: str, false: str, client: TestClient) -> None:
    found = ids(client, "/claims", has_figure="true")
    assert found
    assert ids(client, "/claims", has_figure=true) == found
    assert ids(client, "/claims", has_figure=false) == ids(client, "/claims", has_figure="false")


def test_updated_since_finds_only_what_changed(own_engine: Engine, seed_files: DataFiles) -> None:
    files = with_reports(seed_files, another_report(seed_files.reports[0], "later"))
    load_files(own_engine, files, datetime(2026, 2, 1, tzinfo=UTC))
    with serving(own_engine) as client:
        found = ids(client, "/claims", updated_since="2026-01-15T00:00:00Z")
    assert found == [claim.id for claim in claims_of(files) if claim.document.id == "later"]
