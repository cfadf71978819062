"""A topic as one row, and the words that find it."""

from typing import Any

from app.shape.column import STAMP_COLUMNS, Column, Words, joined, member

TOPIC_COLUMNS: tuple[Column, ...] = (
    member("id", "The permanent id."),
    member("name", "The name."),
    member("definition", "What belongs under it."),
    Column("mappings", "The same notion elsewhere.", lambda r: joined(f"{item['match']} {item['uri']}" for item in r["mappings"])),
    Column("claims", "How many claims are about it.", lambda r: sum(item["count"] for item in r["claims"]), "integer"),
    *STAMP_COLUMNS,
)


def topic_words(record: dict[str, Any]) -> Words:
    """What finds a topic: its name, and around it its definition."""
    return Words([("name", record["name"])], [("definition", record["definition"])])
