"""The newest claims of a party are read off an index, and are the same claims in the same order as without it."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.claims.filters import ROLE_FILTERS
from app.db.engine import open_engine
from app.ingest.files import DataFiles
from tests.asking import ask, ids
from tests.conftest import LOADED_AT, Databases
from tests.serving import another_report, load_files, serving, with_claims, with_reports

SORTS = ["-published", "published"]


@pytest.fixture(scope="module")
def years(databases: Databases, template_url: str, seed_files: DataFiles) -> Iterator[TestClient]:
    """A client on the seed and four more reports of other days, with the same parties."""
    report = seed_files.reports[0]
    engine = open_engine(databases.create(like=template_url))
    published = report.payload.document.published_at
    assert published is not None
    more = [another_report(report, f"report-{year}", published_at=published.replace(year=year)) for year in (2006, 2007, 2009, 2010)]
    alone = [with_claims(one, *(claim.model_copy(update={"relations": ()}) for claim in one.payload.claims[::2])) for one in more]
    load_files(engine, with_reports(seed_files, *alone), LOADED_AT)
    with serving(engine) as client:
        yield client
    engine.dispose()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("part", ROLE_FILTERS)
def test_pages_hold_the_claims_of_a_party_in_the_order_of_all_claims(part: str, sort: str, years: TestClient) -> None:
    everything = ids(years, "/claims", sort=sort)
    (facet,) = ask(years, f"/claims?facets={part}&limit=1")["facets"]
    for value in facet["values"][:4]:
        address, walked = f"/claims?{part}={value['value']}&sort={sort}&limit=3", list[str]()
        while address:
            page = ask(years, address)
            assert page["total"] == value["count"]
            walked += [item["id"] for item in page["items"]]
            address = page["next"]
        assert walked == [public_id for public_id in everything if public_id in set(walked)]
        assert len(walked) == value["count"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("more", ["kind=condition", "topic=refugee-status", "q=refugees", "affected=North+Korea", "document=report-2009"])
def test_stream_holds_the_claims_of_a_page_when_there_are_other_filters(more: str, sort: str, years: TestClient) -> None:
    question = f"actor=China&{more}&sort={sort}"
    listed = [item["id"] for item in ask(years, f"/claims?{question}&limit=500")["items"]]
    streamed = [line.partition(",")[0] for line in years.get(f"/claims.csv?{question}&fields=id").text.splitlines()[1:]]
    assert [line for line in streamed if line.startswith("clm_")] == listed
