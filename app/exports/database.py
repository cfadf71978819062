"""The SQLite snapshot: the records as tables to explore, with full-text search that Datasette finds by itself."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import Any

from app import __version__
from app.exports.lists import LISTS
from app.exports.snapshot import Snapshot
from app.exports.tables import quoted, record_table
from app.exports.texts import ATTRIBUTION_RULE, DESCRIPTION, LICENSE_ID, LICENSE_URL, RIGHTS, TITLE, citation
from app.model.vocabulary import Role
from app.publishing.publish import RESOURCES
from app.query.resource import Resource

_SPOKEN = ("claimant", "claimant_label", "via", "act", "cue", "condition", "purpose")
_SEARCHED: Mapping[str, tuple[str, ...]] = {
    "claims": ("statement", *_SPOKEN, *(role.value for role in Role), "figures"),
    "stakeholders": ("name", "description", "aliases"),
    "figures": ("as_printed", "population", "measure", "statement", "claimant"),
    "documents": ("title", "byline", "publisher"),
    "topics": ("name", "definition"),
}
"""By noun, the columns that full-text search looks in: what the API's own search does.

The sentence of attribution is left out, because it repeats the document's title: every claim of a report would be found
by the words of its headline. (Those that the report makes itself still are.)
"""
_WORDS = "unicode61 remove_diacritics 2"
"""Case and accents do not count, and words are not stemmed: as in the API."""


def write_database(path: Path, snapshot: Snapshot) -> None:
    """Write the snapshot at ``path``, where nothing is yet. If it fails, what is there is of no use."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        _describe(database, snapshot)
        for resource in RESOURCES:
            _fill(database, snapshot, resource)
        for noun, columns in _SEARCHED.items():
            _index_words(database, noun, columns)
        database.execute("COMMIT")
        database.execute("VACUUM")
        database.execute("PRAGMA journal_mode = DELETE")


def _fill(database: sqlite3.Connection, snapshot: Snapshot, resource: Resource) -> None:
    """Make and fill the table of a noun and those of its lists, record by record: a parsed one takes many times its JSON."""
    table = record_table(resource, snapshot.base)
    lists = [(each, each.table()) for each in LISTS if each.noun == resource.noun]
    tables = [table, *(own for _, own in lists)]
    for made in tables:
        database.execute(made.definition())
    insert = table.insertion()
    insert_items = [(own.insertion(), each.rows) for each, own in lists]
    for body in snapshot.bodies(resource.noun):
        record: dict[str, Any] = json.loads(body) | {"record": body}
        database.execute(insert, table.row(record))
        for insert_item, rows in insert_items:
            database.executemany(insert_item, rows(record))
    for made in tables:
        for index in made.indexes():
            database.execute(index)


def _index_words(database: sqlite3.Connection, noun: str, columns: tuple[str, ...]) -> None:
    """An index over the noun's own table, by whose ``content`` Datasette recognises it."""
    index = f"{noun}_fts"
    parts = ", ".join([*map(quoted, columns), f'tokenize="{_WORDS}"', f"content={quoted(noun)}"])
    database.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({parts})")
    for command in ("rebuild", "optimize"):
        database.execute(f"INSERT INTO {index} ({index}) VALUES (?)", (command,))  # noqa: S608 (names of our own)


def _describe(database: sqlite3.Connection, snapshot: Snapshot) -> None:
    """Say in the file itself what it is and what one may do with it."""
    revision = snapshot.revision
    told = {
        "title": TITLE,
        "description": DESCRIPTION,
        "attribution": ATTRIBUTION_RULE,
        "license": LICENSE_ID,
        "license_url": LICENSE_URL,
        "rights": RIGHTS,
        "citation": citation(revision, snapshot.base),
        "homepage": snapshot.base or None,
        "revision": str(revision.number),
        "mark": revision.mark,
        "changed_at": revision.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "version": __version__,
    }
    database.execute("CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT)")
    database.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
