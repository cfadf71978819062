"""The descriptor of the data package: ``datapackage.json`` (Data Package 2.0, Table Schema 2.0), which version 1 readers read too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from app.exports.columns import REFERENCES, table_columns
from app.exports.contents import Contents
from app.exports.texts import (
    ATTRIBUTION_RULE,
    DESCRIPTION,
    KEYWORDS,
    LICENSE_ID,
    LICENSE_TITLE,
    LICENSE_URL,
    NAME,
    NOUNS,
    RIGHTS,
    TITLE,
)
from app.publishing.publish import RESOURCES
from app.query.resource import Resource
from app.shape.column import Column, Kind

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_TYPES: Mapping[Kind, Mapping[str, str]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "datetime": {"type": "datetime"},
    "date": {"type": "date"},
    "uri": {"type": "string", "format": "uri"},
}
_MOST_SOURCES = 1000
"""How many documents are named as sources; beyond that, documents.csv is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the package."""

    path: str
    size: int
    sha256: str


def package_descriptor(contents: Contents, tables: Mapping[str, Entry]) -> dict[str, Any]:
    """The descriptor of a package whose ``tables`` are the CSV files by noun."""
    revision = contents.revision
    return {
        "$schema": _PROFILE,
        "name": NAME,
        "title": TITLE,
        "description": f"{DESCRIPTION}\n\n{ATTRIBUTION_RULE}\n\n{RIGHTS}",
        **({"homepage": contents.base} if contents.base else {}),
        "version": str(revision.number),
        "revision": {"number": revision.number, "mark": revision.mark},
        "created": revision.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENSE_ID, "title": LICENSE_TITLE, "path": LICENSE_URL}],
        "sources": _sources(contents, tables["documents"].path),
        "resources": [_table(resource, tables[resource.noun], contents.base) for resource in RESOURCES],
    }


def _sources(contents: Contents, documents_path: str) -> list[dict[str, str]]:
    documents = contents.first("documents", _MOST_SOURCES)
    sources = [_source(document) for document in documents]
    if (more := contents.count("documents") - len(documents)) > 0:
        sources.append({"title": f"{more} more documents", "path": documents_path})
    return sources


def _source(document: Mapping[str, Any]) -> dict[str, str]:
    publisher = document["publisher"]
    title = f"{document['title']} ({publisher['name']})" if publisher else document["title"]
    url = document["source_url"] or document["archived_url"]
    return {"title": title, "path": url} if url else {"title": title}


def _table(resource: Resource, entry: Entry, base: str) -> dict[str, Any]:
    return {
        "name": resource.noun,
        "type": "table",
        "title": resource.noun.capitalize(),
        "description": NOUNS[resource.noun],
        "path": entry.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": entry.size,
        "hash": f"sha256:{entry.sha256}",
        "dialect": _DIALECT,
        "schema": _schema(resource, base),
    }


def _schema(resource: Resource, base: str) -> dict[str, Any]:
    keys = [_foreign_key(column, noun, resource.noun) for column, noun in REFERENCES.get(resource.noun, {}).items()]
    return {
        "fields": [_field(column) for column in table_columns(resource, base)],
        "missingValues": [""],
        "primaryKey": ["id"],
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {"constraints": {"required": True, "unique": True}} if column.name == "id" else {}
    return {"name": column.name, **_TYPES[column.kind], "description": column.description, **constraints}


def _foreign_key(column: str, noun: str, own: str) -> dict[str, Any]:
    """A reference to the table's own rows names no resource: the standard has the empty string for it."""
    return {"fields": [column], "reference": {"resource": "" if noun == own else noun, "fields": ["id"]}}
