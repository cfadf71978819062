"""Conditional requests (RFC 9110, section 13): validators that change with the answer, and 304 where it has not changed."""

from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest
from starlette.testclient import TestClient

from tests.asking import ask, ids
from tests.conftest import LOADED_AT
from tests.on_sqlite import ON_SQLITE
from tests.web.addresses import ANSWERED
from tests.web.refusals import refused

pytestmark = ON_SQLITE

LISTS = ("/claims", "/stakeholders", "/figures", "/documents", "/topics", "/vocabularies")
RECORDS = ("/stakeholders/china", "/topics/refugee-status", "/documents/china-north-korean-refugees-2008", "/vocabularies/acts")
VALIDATED = [*LISTS, *RECORDS, "/claims?actor=China&limit=2", "/", "/docs", "/docs/swagger-ui.css", "/openapi.json"]
DATED = [*LISTS, *RECORDS]
FOREIGN = '"0123456789abcdef0123456789abcdef"'


def http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


@pytest.mark.parametrize("address", VALIDATED)
def test_answer_has_a_strong_validator(address: str, client: TestClient) -> None:
    etag = client.get(address).headers["ETag"]
    assert etag.startswith('"')
    assert etag.endswith('"')
    assert len(etag) > 10
    assert client.get(address).headers["ETag"] == etag


@pytest.mark.parametrize("address", DATED)
def test_answer_says_when_it_changed(address: str, client: TestClient) -> None:
    assert client.get(address).headers["Last-Modified"] == http_date(LOADED_AT)


@pytest.mark.parametrize("form", ["W/{}", " {} ", f"{FOREIGN}, {{}}", f"{FOREIGN},W/{{}},{FOREIGN}", "*", " * "])
@pytest.mark.parametrize("address", ["/claims", "/stakeholders/china", "/", "/docs/start.js"])
def test_validator_may_stand_in_any_form(address: str, form: str, client: TestClient) -> None:
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": form.format(etag)}).status_code == 304


@pytest.mark.parametrize("address", VALIDATED)
def test_answer_is_304_when_the_client_has_it(address: str, client: TestClient) -> None:
    full = client.get(address)
    answer = client.get(address, headers={"If-None-Match": full.headers["ETag"]})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["ETag"] == full.headers["ETag"]
    assert answer.headers["Cache-Control"] == full.headers["Cache-Control"]
    assert answer.headers.get("Vary") == full.headers.get("Vary")
    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("address", [*VALIDATED, "/claims?limit=1"])
def test_304_contradicts_no_header_of_the_answer_that_is_kept(address: str, client: TestClient) -> None:
    full = client.get(address)
    unchanged = client.get(address, headers={"If-None-Match": full.headers["ETag"]})
    kept = {name: value for name, value in unchanged.headers.items() if name != "x-request-id"}
    assert kept.items() <= full.headers.items()


@pytest.mark.parametrize("given", [FOREIGN, "", '""', '"*"', "x", "{unquoted}", '"{unquoted}', 'W/"x", "{short}"', '"{capitals}"'])
@pytest.mark.parametrize("address", ["/claims", "/stakeholders/china", "/"])
def test_answer_is_full_when_the_client_has_another(address: str, given: str, client: TestClient) -> None:
    unquoted = client.get(address).headers["ETag"].strip('"')
    forms = {"{unquoted}": unquoted, "{short}": unquoted[:-1], "{capitals}": unquoted.upper()}
    for form, text in forms.items():
        given = given.replace(form, text)
    assert client.get(address, headers={"If-None-Match": given}).status_code == 200


def test_several_if_none_match_lines_are_one_list(client: TestClient) -> None:
    etag = client.get("/claims").headers["ETag"]
    answer = client.get("/claims", headers=[("If-None-Match", FOREIGN), ("If-None-Match", etag)])
    assert answer.status_code == 304


@pytest.mark.parametrize("later", [timedelta(0), timedelta(seconds=1), timedelta(days=9_000)], ids=str)
@pytest.mark.parametrize("address", DATED)
def test_answer_is_304_when_it_has_not_changed_since(address: str, later: timedelta, client: TestClient) -> None:
    answer = client.get(address, headers={"If-Modified-Since": http_date(LOADED_AT + later)})
    assert answer.status_code == 304
    assert answer.headers["Last-Modified"] == http_date(LOADED_AT)
    assert "ETag" in answer.headers


@pytest.mark.parametrize("address", DATED)
def test_answer_is_full_when_it_changed_since(address: str, client: TestClient) -> None:
    assert client.get(address, headers={"If-Modified-Since": http_date(LOADED_AT - timedelta(seconds=1))}).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        "",
        "yesterday",
        "2026-01-02T03:04:05Z",
        "Fri, 32 Jan 2026 03:04:05 GMT",
        "Fri, 02 Jan 99999 03:04:05 GMT",
        "Fri, 02 Jan 2026 03:04:05 -0000",
        "Fri, 02 Jan 2026 03:04:05 +99999999999999999999",
        "Fri, 02 Jan 2026 03:04:05 -9999999999999999",
        "Fri, 02 Jan 2026 99:99:99 GMT",
        "0",
        "9" * 5_000,
        "01 " * 500,
    ],
    ids=lambda given: given[:48],
)
@pytest.mark.parametrize("address", ["/claims", "/stakeholders/china"])
def test_date_is_ignored_when_it_is_none(address: str, given: str, client: TestClient) -> None:
    assert client.get(address, headers={"If-Modified-Since": given}).status_code == 200


@pytest.mark.parametrize("address", DATED)
def test_validator_decides_when_a_date_is_given_too(address: str, client: TestClient) -> None:
    etag = client.get(address).headers["ETag"]
    long_ago, later = http_date(LOADED_AT - timedelta(days=1)), http_date(LOADED_AT + timedelta(days=1))
    assert client.get(address, headers={"If-None-Match": FOREIGN, "If-Modified-Since": later}).status_code == 200
    assert client.get(address, headers={"If-None-Match": etag, "If-Modified-Since": long_ago}).status_code == 304


@pytest.mark.parametrize("condition", [{"If-None-Match": "*"}, {"If-Modified-Since": http_date(LOADED_AT + timedelta(days=1))}], ids=str)
@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/claims?actor=Atlantis", 422, "invalid-query"),
        ("/claims?limit=0", 422, "invalid-query"),
        ("/claims?cursor=AAAA", 422, "invalid-query"),
        ("/claims?since=2009-01-01&until=2008-01-01", 422, "invalid-query"),
        ("/claims/clm_0", 404, "not-found"),
        ("/nowhere", 404, "not-found"),
    ],
)
def test_refusal_stays_one_when_a_condition_is_given(
    address: str, status: int, code: str, condition: dict[str, str], client: TestClient
) -> None:
    refused(client, client.get(address, headers=condition), status, code)


def test_refusal_of_what_is_accepted_comes_before_the_condition(client: TestClient) -> None:
    refused(client, client.get("/claims", headers={"Accept": "text/html", "If-None-Match": "*"}), 406, "not-acceptable")


def test_validators_differ_between_questions_pages_and_records(client: TestClient) -> None:
    addresses = [*ANSWERED, "/claims?limit=1", "/claims?limit=2", "/claims?sort=published", "/claims?actor=north-korea"]
    addresses += [ask(client, "/claims", limit=7)["next"], *(f"/claims/{public_id}" for public_id in ids(client, "/claims"))]
    etags = [etag for etag in (client.get(address).headers.get("ETag") for address in addresses) if etag]
    assert len(etags) > 50
    assert len(etags) == len(set(etags))
