"""NDJSON: one stored record a line, untouched."""

import json

import pytest

from app.formats.ndjson import NDJSON, write_ndjson
from tests.formats.listings import claim_body, listing


def test_every_line_is_the_record_as_it_is_stored() -> None:
    bodies = [claim_body("clm_1"), claim_body("clm_2", statement='“難民” said "no"')]
    assert b"".join(write_ndjson(listing(bodies))).decode() == f"{bodies[0]}\n{bodies[1]}\n"


def test_nothing_is_written_when_there_is_no_record() -> None:
    assert b"".join(write_ndjson(listing([]))) == b""


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\x0b"], ids=ascii)
def test_record_stays_on_one_line_when_its_text_has_several(break_: str) -> None:
    statement = f"one{break_}two"
    lines = b"".join(write_ndjson(listing([claim_body(statement=statement), claim_body()]))).split(b"\n")
    assert [json.loads(line)["statement"] for line in lines[:1]] == [statement]
    assert (len(lines), lines[-1]) == (3, b"")


def test_record_is_one_line() -> None:
    body = claim_body()
    assert NDJSON.write_record(listing([body])).decode() == f"{body}\n"
