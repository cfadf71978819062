"""JSON: stored records as they are, in an envelope."""

import json
from collections.abc import Iterator

import pytest

from app.formats.format import Envelope
from app.formats.json_list import write_json, write_json_record
from tests.formats.listings import claim_body, listing

ENVELOPE = Envelope(
    total=3,
    next_url='/claims?q=%22a%22&cursor="b"',
    next_cursor="b",
    query='{"description":"claims matching “a”"}',
    facets='[{"parameter":"kind"}]',
    snippets='[{"id":"clm_1"}]',
)


def text(parts: Iterator[bytes]) -> str:
    return b"".join(parts).decode()


def test_envelope_says_what_is_known_of_the_page() -> None:
    bodies = [claim_body("clm_1", statement='“難民” said "no"'), claim_body("clm_2")]
    page = json.loads(text(write_json(listing(bodies, envelope=ENVELOPE))))
    assert page == {
        "items": [json.loads(body) for body in bodies],
        "total": 3,
        "next": '/claims?q=%22a%22&cursor="b"',
        "next_cursor": "b",
        "facets": [{"parameter": "kind"}],
        "snippets": [{"id": "clm_1"}],
        "query": {"description": "claims matching “a”"},
    }


def test_records_stand_in_it_byte_by_byte() -> None:
    bodies = [claim_body("clm_1"), claim_body("clm_2")]
    assert text(write_json(listing(bodies))).startswith(f'{{"items":[{bodies[0]},{bodies[1]}],"total":')


def test_envelope_is_whole_when_there_is_no_record() -> None:
    page = json.loads(text(write_json(listing([]))))
    assert page == {
        "items": [],
        "total": 0,
        "next": None,
        "next_cursor": None,
        "facets": [],
        "snippets": [],
        "query": {"description": "claims"},
    }


def test_list_is_refused_when_it_has_no_envelope() -> None:
    with pytest.raises(ValueError, match="envelope"):
        text(write_json(listing([], envelope=None)))


def test_record_is_its_stored_body() -> None:
    body = claim_body()
    assert write_json_record(listing([body], envelope=None)).decode() == body
