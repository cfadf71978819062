"""A document as one row, and the words that find it."""

from typing import Any

from app.shape.column import STAMP_COLUMNS, Column, Words, id_of, member, name_of, texts

DOCUMENT_COLUMNS: tuple[Column, ...] = (
    member("id", "The permanent id."),
    member("title", "The title as printed."),
    Column("publisher", "Who published it; empty where the text does not say.", lambda r: name_of(r["publisher"])),
    Column("publisher_id", "The id of the publisher.", lambda r: id_of(r["publisher"])),
    member("byline", "Its author as printed; empty where the text does not say."),
    member("published_at", "When it was published (UTC).", "datetime"),
    member("language", "Its language (BCP 47)."),
    member("source_url", "Where it was published.", "uri"),
    member("archived_url", "Where an archived copy lies.", "uri"),
    member("retrieved_at", "When it was read.", "datetime"),
    member("sha256", "SHA-256 of the text in which the offsets count."),
    member("length", "The length of that text in code points.", "integer"),
    member("rights", "The rights that the document claims for itself."),
    Column("claims", "How many claims rest on it.", lambda r: sum(item["count"] for item in r["claims"]), "integer"),
    *STAMP_COLUMNS,
)


def document_words(record: dict[str, Any]) -> Words:
    """What finds a document: its title, and around it who made it."""
    made_by = [*texts("byline", [record["byline"]]), *texts("publisher", [name_of(record["publisher"])])]
    publisher = record["publisher"]
    return Words([("title", record["title"])], made_by, [] if publisher is None else [publisher["id"]])
