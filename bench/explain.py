"""How PostgreSQL finds what every filter asks for: ``python -m bench.explain --database URL``.

The database is one that ``python -m bench.generate`` has filled. Each filter of each list is asked through the code that answers, in every
order, with a value that many records have and with one that few have; the plans are those of the very statements that were sent. The exit
code is 1 where one of them reads all of a large table to show a page.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from sqlalchemy import Connection, Engine, text

from app.catalog import RESOURCES
from app.db.engine import open_engine
from app.db.memory import Memory
from app.db.snapshot import Snapshot, open_snapshot
from app.db.statement import AnySelect, Rows, Statement, Values
from app.query.page import read_page
from app.query.parameters import ListQuery
from app.query.resource import Resource
from app.query.ways import LAST_ID
from bench.plans import Plan, nodes, rows_read, tables_read_whole
from bench.questions import COMMON_WORD

_LARGE_ROWS = 10_000
_PAGE = 20
_SHARED = {"cursor", "limit", "facets", "fields", "snippets", "bom", "sort", "match"}
"""Parameters that are no filters of their own."""
_VALUES: dict[str, Sequence[Any]] = {
    "q": (COMMON_WORD, f"{COMMON_WORD} reported", f"{COMMON_WORD} b*", f'"{COMMON_WORD} reported"', f"-{COMMON_WORD}"),
    "updated_since": ("2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"),
    "since": ("2005-01-01", "2023-12-01"),
    "until": ("2023-12-01", "2004-02-01"),
    "has_figure": ("true", "false"),
    "is_closed": ("true", "false"),
    "value_min": ("30", "1000000"),
    "value_max": ("1000000", "2"),
}
"""What filters are asked for that are no facets: much, and little."""
_TOGETHER = {
    "claims": (("actor", "kind"), ("actor", "topic"), ("actor", "via"), ("target", "claimant"), ("place", "certainty")),
    "figures": (("measure", "place"), ("actor", "measure"), ("topic", "unit")),
}
"""Filters that are asked together, each with the value that most records have."""
_RARE_WORD = """
SELECT word FROM search, unnest(tsvector_to_array(words)) AS word WHERE noun = :noun
AND item_id = (SELECT max(item_id) FROM search WHERE noun = :noun) ORDER BY length(word) DESC, word LIMIT 1
"""
_LARGE_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= :rows"

_NOTHING: Values = {}


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement that a page needed."""

    statement: str
    parameters: Any

    @property
    def is_page(self) -> bool:
        """Whether it finds the records of a page."""
        return self.purpose in {"page", "next page"}

    @property
    def purpose(self) -> str:
        """What the page needed it for; empty where it is a name that was looked up."""
        if "GROUP BY" in self.statement:
            return "facet"
        if self.statement.startswith("SELECT count("):
            return "count"
        if "record.body" not in self.statement:
            return ""
        return "next page" if LAST_ID in self.parameters else "page"


@click.command()
@click.option("--database", "url", required=True, help="The URL of a PostgreSQL database that was filled.")
@click.option("--analyze/--no-analyze", default=True, show_default=True, help="Run the statements, and say how long each takes.")
@click.option("--noun", "nouns", multiple=True, help="Only this list; may be given several times.")
@click.option("--statements", is_flag=True, help="Print each statement below its plan.")
def main(url: str, *, analyze: bool, nouns: Sequence[str], statements: bool) -> None:
    """Print how each filter of each list is answered: time, rows read, node types, indexes, and large tables that are read whole."""
    engine, memory, slow = open_engine(url), Memory(), 0
    with engine.connect() as connection:
        large = _large_tables(connection)
    for resource in RESOURCES:
        if nouns and resource.noun not in nouns:
            continue
        for question in _questions(engine, resource):
            asked = " ".join(f"{name}={value}" for name, value in question.items())
            for sent in _sent(engine, memory, resource, question):
                with engine.connect() as connection:
                    plan = explained(connection, sent, analyze=analyze)
                whole = [table for table in tables_read_whole(plan["Plan"]) if table in large]
                slow += bool(whole) and sent.is_page
                click.echo(" | ".join([resource.noun, asked, sent.purpose, *_told(plan), f"all of {', '.join(whole)}" if whole else "-"]))
                if statements:
                    click.echo(f"    {' '.join(sent.statement.split())}\n    {sent.parameters}")
    engine.dispose()
    click.echo(f"{slow or 'no'} {'page reads' if slow == 1 else 'pages read'} all of a large table")
    sys.exit(1 if slow else 0)


def _questions(engine: Engine, resource: Resource) -> Iterator[dict[str, Any]]:
    """Every order, every facet, every filter with much and with little, and some together."""
    fields = resource.query.model_fields
    yield from ({"sort": order} for order in resource.sorts)
    values = {name: found for name in fields if name not in _SHARED and (found := _values(engine, resource, name))}
    for name, (most, *others) in values.items():
        for value in dict.fromkeys((most, *others)):
            yield {name: value}
            yield from ({name: value, "sort": order} for order in resource.sorts)
        yield from ({name: most, "facets": facet} for facet in resource.facets if name in {"actor", "q"})
    for together in _TOGETHER.get(resource.noun, ()):
        if all(name in values for name in together):
            yield {name: values[name][0] for name in together}
    yield from ({"facets": facet} for facet in resource.facets)


def _values(engine: Engine, resource: Resource, name: str) -> Sequence[Any]:
    """A value that many records have, and one that few have."""
    if name in _VALUES:
        return (*_VALUES[name], *([_rare_word(engine, resource)] if name == "q" else []))
    if name in resource.facets:
        with open_snapshot(engine, Memory()) as snapshot:
            (facet,) = read_page(snapshot, resource, _query(resource, {"facets": name})).facets
        if facet.values:
            return [facet.values[0].value, facet.values[-1].value]
    if (noun := resource.query.references.get(name)) is None:
        return []
    with engine.connect() as connection:
        found = connection.execute(text("SELECT public_id FROM record WHERE noun = :noun ORDER BY item_id LIMIT 1"), {"noun": noun})
        return found.scalars().all()


def _rare_word(engine: Engine, resource: Resource) -> str:
    """A word that few records have: the longest of the newest."""
    with engine.connect() as connection:
        return str(connection.execute(text(_RARE_WORD), {"noun": resource.noun}).scalar_one())


def _query(resource: Resource, question: dict[str, Any]) -> ListQuery:
    """The question as the API would read it."""
    fields = resource.query.model_fields
    lists = {name for name in question if isinstance(fields[name].get_default(call_default_factory=True), list)}
    return resource.query.model_validate({"limit": str(_PAGE)} | {name: [v] if name in lists else v for name, v in question.items()})


def _sent(engine: Engine, memory: Memory, resource: Resource, question: dict[str, Any]) -> list[Sent]:
    """The statements by which the code answers: the first page, and the next one."""
    with open_snapshot(engine, memory) as snapshot, heard(snapshot) as sent:
        page = read_page(snapshot, resource, _query(resource, question))
        if page.next_cursor is not None and "facets" not in question:
            read_page(snapshot, resource, _query(resource, question | {"cursor": page.next_cursor}))
    return [one for one in sent if (one.purpose == "facet" if "facets" in question else one.is_page or one.purpose == "count")]


@contextmanager
def heard(snapshot: Snapshot) -> Iterator[list[Sent]]:
    """The statements that are sent within the block, as they come."""
    sent: list[Sent] = []
    ask = snapshot.rows

    def note(select: AnySelect, values: Values = _NOTHING) -> Rows:
        statement = Statement(select, snapshot.dialect)
        sent.append(Sent(statement.sql, statement.parameters(values)))
        return ask(select, values)

    snapshot.rows = note  # type: ignore[method-assign]  # to hear what is asked
    try:
        yield sent
    finally:
        snapshot.rows = ask  # type: ignore[method-assign]


def explained(connection: Connection, sent: Sent, *, analyze: bool = False) -> Plan:
    """How the server answers a statement, which is run where it is to be analyzed; the plan itself is under ``Plan``."""
    options = "ANALYZE, TIMING OFF, FORMAT JSON" if analyze else "FORMAT JSON"
    (plan,) = connection.exec_driver_sql(f"EXPLAIN ({options}) {sent.statement}", sent.parameters).scalar_one()
    found: Plan = plan
    return found


def _large_tables(connection: Connection) -> frozenset[str]:
    return frozenset(connection.execute(text(_LARGE_TABLES), {"rows": _LARGE_ROWS}).scalars())


def _told(plan: Plan) -> list[str]:
    """A plan as columns: how long it took, how many rows it read, node types, and indexes."""
    all_nodes = list(nodes(plan["Plan"]))
    is_run = "Execution Time" in plan
    return [
        f"{plan['Execution Time']:.1f} ms" if is_run else "-",
        f"{rows_read(plan['Plan']):,} rows" if is_run else "-",
        " > ".join(dict.fromkeys(node["Node Type"] for node in all_nodes)),
        ", ".join(dict.fromkeys(node["Index Name"] for node in all_nodes if "Index Name" in node)) or "-",
    ]


if __name__ == "__main__":
    main()
