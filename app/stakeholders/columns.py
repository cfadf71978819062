"""A stakeholder as one row, and the words that find it."""

from typing import Any

from app.shape.column import STAMP_COLUMNS, Column, Words, id_of, joined, member, name_of, texts

STAKEHOLDER_COLUMNS: tuple[Column, ...] = (
    member("id", "The permanent id."),
    member("name", "The name it is shown by."),
    member("kind", "What sort of party it is."),
    member("description", "What the documents say it is."),
    Column("aliases", "Other names that find it.", lambda r: joined(alias["name"] for alias in r["aliases"])),
    Column("parent", "What it belongs to.", lambda r: name_of(r["parent"])),
    Column("parent_id", "The id of what it belongs to.", lambda r: id_of(r["parent"])),
    member("iso_alpha_2", "ISO 3166-1 alpha-2."),
    member("iso_alpha_3", "ISO 3166-1 alpha-3."),
    Column("identifiers", "Identifiers elsewhere.", lambda r: joined(f"{item['scheme']}:{item['value']}" for item in r["identifiers"])),
    Column("same_as", "Pages elsewhere.", lambda r: joined(r["same_as"])),
    Column("outside_knowledge", "The columns that no document told us.", lambda r: joined(r["outside_knowledge"])),
    Column("claims", "How many claims involve it.", lambda r: sum(x["count"] for x in r["claims"] if x["parameter"] == "actor"), "integer"),
    *STAMP_COLUMNS,
)


def stakeholder_words(record: dict[str, Any]) -> Words:
    """What finds a stakeholder: its name, and around it its other names."""
    aliases = texts("aliases", (alias["name"] for alias in record["aliases"]))
    return Words([("name", record["name"])], [*texts("description", [record["description"]]), *aliases])
