"""The SQLite snapshot: the records as tables to explore, with full-text search that Datasette finds by itself."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import Any

from app import __version__
from app.exports.contents import Contents
from app.exports.lists import LISTS
from app.exports.tables import quoted, record_table
from app.exports.texts import ATTRIBUTION_RULE, DESCRIPTION, LICENSE_ID, LICENSE_URL, RIGHTS, TITLE, citation
from app.exports.words import GAP, words_column
from app.publishing.indexing import ALIASES, Aliases, aliases_in
from app.publishing.publish import RESOURCES
from app.query.resource import Resource

_TOKENS = f"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc' tokenchars '{GAP}'"
"""Case and accents do not count, vowel signs do, and words are not stemmed: as in the API. What parts two texts is a word."""


def write_database(path: Path, contents: Contents) -> None:
    """Write the snapshot at ``path``, where nothing is yet. If it fails, what is there is of no use."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        _describe(database, contents)
        aliases = aliases_in(contents.snapshot.rows(ALIASES))
        for resource in RESOURCES:
            _fill(database, contents, resource, aliases)
            _index_words(database, resource.noun)
        database.execute("COMMIT")
        database.execute("VACUUM")
        database.execute("PRAGMA journal_mode = DELETE")


def _fill(database: sqlite3.Connection, contents: Contents, resource: Resource, aliases: Aliases) -> None:
    """Make and fill the table of a noun and those of its lists, record by record: a parsed one takes many times its JSON."""
    table = record_table(resource, contents.base)
    lists = [(each, each.table()) for each in LISTS if each.noun == resource.noun]
    tables = [table, *(own for _, own in lists)]
    for made in tables:
        database.execute(made.definition())
    insert = table.insertion()
    insert_items = [(own.insertion(), each.rows) for each, own in lists]
    for body in contents.bodies(resource.noun):
        public: dict[str, Any] = json.loads(body)
        record = public | {"words": words_column(resource, public, aliases), "record": body.decode()}
        database.execute(insert, table.row(record))
        for insert_item, rows in insert_items:
            database.executemany(insert_item, rows(record))
    for made in tables:
        for index in made.indexes():
            database.execute(index)


def _index_words(database: sqlite3.Connection, noun: str) -> None:
    """An index over the noun's own table, by whose ``content`` Datasette recognises it."""
    index = f"{noun}_fts"
    parts = ", ".join(["words", f'tokenize="{_TOKENS}"', f"content={quoted(noun)}"])
    database.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({parts})")
    for command in ("rebuild", "optimize"):
        database.execute(f"INSERT INTO {index} ({index}) VALUES (?)", (command,))  # noqa: S608 (names of our own)


def _describe(database: sqlite3.Connection, contents: Contents) -> None:
    """Say in the file itself what it is and what one may do with it."""
    revision = contents.revision
    told = {
        "title": TITLE,
        "description": DESCRIPTION,
        "attribution": ATTRIBUTION_RULE,
        "license": LICENSE_ID,
        "license_url": LICENSE_URL,
        "rights": RIGHTS,
        "citation": citation(revision, contents.base),
        "homepage": contents.base or None,
        "revision": str(revision.number),
        "mark": revision.mark,
        "changed_at": revision.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "version": __version__,
    }
    database.execute("CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT)")
    database.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
