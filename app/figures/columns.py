"""A figure as one row, with its claim and its attribution; and the words that find it."""

from typing import Any

from app.shape.attribution import without_document
from app.shape.column import STAMP_COLUMNS, Column, Words, id_of, joined, member, name_of, texts

FIGURE_COLUMNS: tuple[Column, ...] = (
    member("id", "The permanent id."),
    member("as_printed", "The words of the source."),
    member("comparator", "How the words bound the quantity."),
    member("value", "The number that is printed, as decimal digits."),
    member("lower", "The lower bound."),
    member("upper", "The upper bound."),
    member("unit", "The unit."),
    member("measure", "What is counted."),
    member("population", "Who or what is counted, in words."),
    Column("place", "Where.", lambda r: name_of(r["place"])),
    member("period", "When (EDTF)."),
    member("duration", "Over how long (ISO 8601)."),
    Column("claim_id", "The claim it belongs to.", lambda r: r["claim"]["id"]),
    Column("statement", "What that claim says.", lambda r: r["claim"]["statement"]),
    member("attribution", "Who claims it and through whom it reached us."),
    Column("claimant", "Who claims it; empty where nobody is named.", lambda r: joined(map(name_of, r["claimants"]))),
    Column("claimant_id", "The ids of the claimants.", lambda r: joined(map(id_of, r["claimants"]))),
    member("polarity", "Whether that claim is affirmed or denied."),
    member("certainty", "How certain the claimant is of it."),
    member("status", "Whether that claim stands as published, was corrected, or was retracted."),
    Column("topics", "The topics of the claim.", lambda r: joined(r["topics"])),
    Column("document", "The document it stands in.", lambda r: r["document"]["title"]),
    Column("document_id", "The id of the document.", lambda r: r["document"]["id"]),
    member("reported_on", "The day of that document.", "date"),
    Column("paragraph", "The paragraph of its first evidence.", lambda r: r["evidence"][0]["paragraph"], "integer"),
    Column("start", "Where its first evidence begins, in code points.", lambda r: r["evidence"][0]["start"], "integer"),
    Column("end", "Where its first evidence ends.", lambda r: r["evidence"][0]["end"], "integer"),
    Column("exact", "The words its first evidence begins with.", lambda r: r["evidence"][0]["exact"]),
    member("rights", "The rights that its document claims for itself; empty where it does not say."),
    *STAMP_COLUMNS,
)


def figure_words(record: dict[str, Any]) -> Words:
    """What finds a figure: its printed words and what it counts, and around it its claim, who makes it and through whom, and the place."""
    own = [text for name in ("as_printed", "population", "measure") for text in texts(name, [record[name]])]
    around = [
        ("claim", record["claim"]["statement"]),
        ("attribution", without_document(record["attribution"], record["document"]["title"])),
        *texts("claimant", [name_of(record["claimant"])]),
        *texts("place", [name_of(record["place"])]),
    ]
    people = [stakeholder["id"] for stakeholder in (record["claimant"], record["place"]) if stakeholder is not None]
    return Words(own, around, people)
