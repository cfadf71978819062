"""A vocabulary as one row, and the words that find it."""

from typing import Any

from app.shape.column import STAMP_COLUMNS, Column, Words, joined, member, texts

VOCABULARY_COLUMNS: tuple[Column, ...] = (
    member("id", "The permanent id."),
    member("description", "What its values say."),
    member("is_closed", "Whether the list is an enum of this API.", "boolean"),
    Column("values", "Its values, in order.", lambda r: joined(term["value"] for term in r["terms"])),
    *STAMP_COLUMNS,
)


def vocabulary_words(record: dict[str, Any]) -> Words:
    """What finds a vocabulary: its description, and around it its values and their meanings."""
    meanings = texts("terms", (term[name] for term in record["terms"] for name in ("label", "definition")))
    return Words([("description", record["description"])], meanings)
