"""Plans of PostgreSQL, as ``EXPLAIN (FORMAT JSON)`` gives them: what they read, and of which tables they read everything."""

from collections.abc import Iterator
from typing import Any

Plan = dict[str, Any]
"""A node of a plan, with those that it takes its rows from as ``Plans``."""

_PASSING = {"Limit", "Nested Loop", "Subquery Scan", "Result", "Incremental Sort", "Memoize", "Gather Merge"}
"""Nodes that take no more rows than they are asked for."""


def nodes(plan: Plan) -> Iterator[Plan]:
    """All nodes, the outermost first."""
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def tables_read_whole(plan: Plan) -> list[str]:
    """The tables that are read from end to end, in whatever order, and not to fill a page, which ends the reading."""
    return list(dict.fromkeys(_read_whole(plan, is_ended=False)))


def rows_read(plan: Plan) -> int:
    """How many rows were read, where the plan was run."""
    scans = (node for node in nodes(plan) if "Relation Name" in node)
    return sum(int((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]) for node in scans)


def _read_whole(node: Plan, *, is_ended: bool) -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan" or (kind in {"Index Scan", "Index Only Scan"} and "Index Cond" not in node and not is_ended):
        yield node["Relation Name"]
    passes = kind == "Limit" or (is_ended and kind in _PASSING)
    for inner in node.get("Plans", ()):
        yield from _read_whole(inner, is_ended=passes and inner["Parent Relationship"] in {"Outer", "Subquery"})
