"""The README of the data package, for who opens it without having read anything else."""

from collections.abc import Mapping

from app.exports.columns import REFERENCES
from app.exports.contents import Contents
from app.exports.descriptor import Entry
from app.exports.texts import ATTRIBUTION_RULE, DESCRIPTION, LICENSE_ID, LICENSE_TITLE, LICENSE_URL, NOUNS, RIGHTS, TITLE, citation

_TEXT = """\
# {title}

{description}

This is revision {number} of the data set, of {moment} UTC (mark `{mark}`).{homepage}

## The rule

**{rule}**

## Files

| file | rows | what a row is |
|---|---:|---|
{files}

`datapackage.json` describes every column ([Data Package](https://datapackage.org/) 2.0): `frictionless validate datapackage.json`
checks the tables against it. `SHA256SUMS` has the checksums: `sha256sum --check SHA256SUMS`.

The tables are CSV (RFC 4180) in UTF-8 with a header, and are the same as the API's own `.csv`. An empty cell means that nothing is
known. Several values in one cell are separated by `; `. A cell that a spreadsheet would run as a formula stands behind an apostrophe.
Dates of events are EDTF, moments are RFC 3339 in UTC, offsets count Unicode code points in the text whose SHA-256 the document has.

These columns hold the id of a row elsewhere:

{references}

## Licence

{license} ({license_id}): <{license_url}>. {rights}

## How to cite

The data set:

> {citation}

A single claim: its `statement` with its `attribution`, its `permalink`, and the document it rests on, which `credit` names.
"""


def readme(contents: Contents, tables: Mapping[str, Entry]) -> str:
    """The README of a package whose ``tables`` are the CSV files by noun."""
    revision = contents.revision
    return _TEXT.format(
        title=TITLE,
        description=DESCRIPTION,
        number=revision.number,
        moment=f"{revision.changed_at:%Y-%m-%d %H:%M}",
        mark=revision.mark,
        homepage=f" The API is at <{contents.base}/>." if contents.base else "",
        rule=ATTRIBUTION_RULE,
        files="\n".join(f"| `{entry.path}` | {contents.count(noun)} | {NOUNS[noun]} |" for noun, entry in tables.items()),
        references="\n".join(
            f"- `{noun}.{column}` → `{other}.id`" for noun, columns in REFERENCES.items() for column, other in columns.items()
        ),
        license=LICENSE_TITLE,
        license_id=LICENSE_ID,
        license_url=LICENSE_URL,
        rights=RIGHTS,
        citation=citation(revision, contents.base),
    )
