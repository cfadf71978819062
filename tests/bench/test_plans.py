"""What a plan reads from end to end."""

import pytest

from bench.plans import Plan, rows_read, tables_read_whole


def node(kind: str, *inner: Plan, **members: object) -> Plan:
    return {"Node Type": kind, "Parent Relationship": "Outer", "Plans": list(inner), **members}


def scan(kind: str, **members: object) -> Plan:
    return node(kind, **{"Relation Name": "claim"} | members)


@pytest.mark.parametrize(
    ("plan", "whole"),
    [
        (node("Limit", node("Sort", scan("Seq Scan"))), ["claim"]),
        (node("Limit", node("Sort", scan("Index Scan"))), ["claim"]),
        (node("Limit", node("Nested Loop", scan("Index Scan"), scan("Index Scan", **{"Parent Relationship": "Inner"}))), ["claim"]),
        (node("Limit", node("Merge Join", scan("Index Only Scan"))), ["claim"]),
        (node("Limit", node("Incremental Sort", scan("Index Only Scan"))), []),
        (node("Limit", node("Sort", scan("Index Scan", **{"Index Cond": "kind = 'plan'"}))), []),
    ],
)
def test_table_is_read_whole_unless_a_condition_or_the_end_of_a_page_stops_it(plan: Plan, whole: list[str]) -> None:
    assert tables_read_whole(plan) == whole


def test_rows_are_those_that_are_kept_and_those_that_are_not() -> None:
    inner = scan("Index Scan", **{"Actual Rows": 1, "Actual Loops": 5})
    assert (
        rows_read(node("Nested Loop", scan("Seq Scan", **{"Actual Rows": 5, "Actual Loops": 1, "Rows Removed by Filter": 20}), inner)) == 30
    )
