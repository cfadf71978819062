# ruff: noqa: RUF001 (text in many scripts)
"""CSV: read back by another's reader, it says what the records say (RFC 4180)."""

import csv
import io
import json

import pytest

from app.catalog import RESOURCES
from app.formats.csv_table import CSV, write_csv
from app.formats.format import Listing
from app.query.resource import Resource
from app.shape.column import Cell, Column
from tests.formats.listings import ATTRIBUTION, claim_body, hop, table

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\r\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    '=HYPERLINK("https://evil.example","x")',
    "-",
    "+41 44",
    "-1.",
    "--1",
    "-1 ",
]
NUMBERS = ["-1", "-0.5", "0", "40", "999999999999999", "1234567.12345678"]
HARD = [
    'He said "no".',
    '"',
    "one, two; three",
    "first line\nsecond line",
    "first line\r\nsecond line\n",
    " spaces around ",
    "Ünïcödé, 難民, لاجئون, 𞤀𞤣𞤤𞤢𞤥, 🚢",
    "“curly” and ‘single’",
    "a\u2028b\x0bc",
    "1=1, a+b, x@y.example",
]


def written(listing: Listing) -> str:
    return b"".join(write_csv(listing)).decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def row(body: str) -> dict[str, str]:
    (only,) = rows(written(table([body])))
    return only


def cell(value: Cell) -> str:
    """A value as it is read back."""
    columns = [Column("before", "A column.", lambda _: "a"), Column("value", "A value.", lambda _: value)]
    (only,) = rows(written(table([claim_body()], columns)))
    assert (only["before"], only["permalink"]) == ("a", "/claims/clm_1")
    return only["value"]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_header_has_the_columns_of_the_noun_when_there_is_no_row(resource: Resource) -> None:
    names = [*(column.name for column in resource.columns), "permalink"]
    assert written(table([], resource.columns)) == ",".join(names) + "\r\n"


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.noun)
def test_columns_are_distinct_and_described(resource: Resource) -> None:
    names = [column.name for column in resource.columns]
    assert len(names) == len(set(names))
    assert names[0] == "id"
    assert all(column.description.endswith(".") for column in resource.columns)


def test_claims_have_the_columns_that_a_newsroom_needs() -> None:
    needed = {"id", "statement", "attribution", "claimant", "via", "certainty", "document", "permalink", "credit", "license"}
    assert needed <= set(row(claim_body()))


def test_every_line_ends_with_cr_lf_and_has_every_cell() -> None:
    text = written(table([claim_body("clm_1"), claim_body("clm_2")]))
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert [line.split(",")[0] for line in lines] == ["id", "clm_1", "clm_2"]
    assert "\n" not in "".join(lines)
    assert len({len(cells) for cells in csv.reader(lines)}) == 1


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_text_is_read_back_as_it_was(text: str) -> None:
    assert cell(text) == text
    assert row(claim_body(statement=text))["statement"] == text


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_text_stands_behind_an_apostrophe_when_a_spreadsheet_would_run_it(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert row(claim_body(statement=text))["statement"] == f"'{text}"


@pytest.mark.parametrize("number", NUMBERS)
def test_number_is_left_alone_when_it_is_text(number: str) -> None:
    assert cell(number) == number


@pytest.mark.parametrize(("value", "shown"), [(None, ""), ("", ""), (-3, "-3"), (0, "0"), (True, "true"), (False, "false")], ids=repr)
def test_value_is_written_plainly_when_it_is_no_text(value: Cell, shown: str) -> None:
    assert cell(value) == shown


@pytest.mark.parametrize("base", ["", "https://facts.example"])
def test_permalink_is_absolute_when_the_public_address_is_known(base: str) -> None:
    (only,) = rows(written(table([claim_body("clm_7")], base=base)))
    assert only["permalink"] == f"{base}/claims/clm_7"


def test_permalink_is_in_quotes_when_the_public_address_has_a_comma() -> None:
    text = written(table([claim_body("clm_7")], base="https://a,b.example"))
    assert text.endswith(',"https://a,b.example/claims/clm_7"\r\n')


def test_byte_order_mark_is_there_once_when_it_is_asked_for() -> None:
    bodies = [claim_body("clm_1"), claim_body("clm_2")]
    plain, marked = (b"".join(write_csv(table(bodies, has_bom=has_bom))) for has_bom in (False, True))
    assert marked == b"\xef\xbb\xbf" + plain
    assert b"".join(write_csv(table([], has_bom=True))).startswith(b"\xef\xbb\xbfid,")


def test_record_is_a_header_and_a_row() -> None:
    body = claim_body()
    assert CSV.write_record(table([body])).decode() == written(table([body]))


def test_attribution_is_there_when_nobody_is_named() -> None:
    only = row(claim_body(claimant=None))
    assert (only["attribution"], only["claimant"]) == (ATTRIBUTION, "")


def test_chain_lies_flat_when_several_speak() -> None:
    def named(name: str, depth: int, act: str) -> dict[str, object]:
        ref = {"id": name.lower(), "name": name, "url": f"/stakeholders/{name.lower()}"}
        return hop().model_dump() | {
            "depth": depth,
            "source_type": "named",
            "stakeholder": ref,
            "label": None,
            "act": act,
            "cue": "told us",
        }

    described = named("Nobody", 2, "says") | {"source_type": "described", "stakeholder": None, "label": "a clerk"}
    chain = [hop().model_dump(), named("Radio", 1, "reports"), described, named("Ann", 3, "says"), named("Bob", 3, "says")]
    only = row(claim_body(chain=chain))
    assert (only["claimant"], only["claimant_id"]) == ("Ann; Bob", "ann; bob")
    assert only["via"] == "Radio; a clerk"
    assert (only["claimant_source_type"], only["act"], only["cue"]) == ("named", "says", "told us")


@pytest.mark.parametrize("member", ["id", "statement", "attribution", "kind", "certainty", "polarity", "status", "license", "created_at"])
def test_cell_is_the_member_of_that_name(member: str) -> None:
    body = claim_body()
    assert row(body)[member] == json.loads(body)[member]
