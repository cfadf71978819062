"""The lists within records that the SQLite snapshot has tables for, so that they can be joined and counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.exports.tables import Table
from app.shape.column import Cell, Column, id_of, member

_POSITION = Column("position", "Its place in the record, from 1.", lambda item: item["position"], "integer")
_STAKEHOLDER = Column("stakeholder_id", "Who it is; empty where nobody is named.", lambda item: id_of(item["stakeholder"]))


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list in the records of ``noun``: how its items are taken out, and what is shown of each.

    ``owner`` is the column for the id of the record, ``references`` the other columns that hold an id.
    """

    name: str
    description: str
    noun: str
    owner: str
    items: Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
    columns: Sequence[Column]
    references: Mapping[str, str] = field(default_factory=dict)

    def table(self) -> Table:
        """The table of the items."""
        owner = member(self.owner, f"The record among {self.noun} that it belongs to.")
        columns = (owner, _POSITION, *self.columns)
        return Table(self.name, self.description, columns, (self.owner, "position"), {self.owner: self.noun, **self.references})

    def rows(self, record: dict[str, Any]) -> Iterator[tuple[Cell, ...]]:
        """The rows of one record's items."""
        for position, item in enumerate(self.items(record), 1):
            yield (record["id"], position, *(column.cell(item) for column in self.columns))


LISTS: tuple[ListTable, ...] = (
    ListTable(
        "claim_hops",
        "The chain of attribution of each claim, from the document (depth 0) to the claimant (the deepest).",
        "claims",
        "claim_id",
        lambda claim: claim["chain"],
        (
            member("depth", "0 is the document; the deepest is the claimant. Joint speakers share a depth.", "integer"),
            member("source_type", "How the source is given."),
            _STAKEHOLDER,
            member("label", "What is printed where nobody is named."),
            member("act", "What the source does with the claim."),
            member("cue", "The printed verb or phrase."),
            member("certainty", "How certain this source presents the claim to be."),
            member("said_on", "The day on which it was said.", "date"),
        ),
        {"stakeholder_id": "stakeholders"},
    ),
    ListTable(
        "claim_participants",
        "Who plays which part in what a claim says.",
        "claims",
        "claim_id",
        lambda claim: claim["participants"],
        (member("role", "The part."), _STAKEHOLDER),
        {"stakeholder_id": "stakeholders"},
    ),
    ListTable(
        "claim_topics",
        "The topics of each claim.",
        "claims",
        "claim_id",
        lambda claim: ({"topic_id": topic} for topic in claim["topics"]),
        (member("topic_id", "The topic."),),
        {"topic_id": "topics"},
    ),
    ListTable(
        "claim_relations",
        "How claims bear on each other; reverses are given too.",
        "claims",
        "claim_id",
        lambda claim: claim["relations"],
        (member("relation", "How this claim bears on the other."), Column("other_id", "The other claim.", lambda r: id_of(r["claim"]))),
        {"other_id": "claims"},
    ),
    ListTable(
        "claim_evidence",
        "The places in documents that each claim rests on.",
        "claims",
        "claim_id",
        lambda claim: claim["evidence"],
        (
            Column("document_id", "The document.", lambda item: id_of(item["document"])),
            member("paragraph", "The paragraph, counted from 1.", "integer"),
            member("start", "Where the passage begins, in code points.", "integer"),
            member("end", "Where the passage ends, exclusive.", "integer"),
            member("exact", "The words that the passage begins with, as printed."),
            member("sha256", "SHA-256 of the whole passage in UTF-8."),
        ),
        {"document_id": "documents"},
    ),
    ListTable(
        "aliases",
        "Other names that find a stakeholder.",
        "stakeholders",
        "stakeholder_id",
        lambda stakeholder: stakeholder["aliases"],
        (
            member("name", "The name as written."),
            member("language", "Its language (BCP 47)."),
            member("is_outside_knowledge", "Whether it was added from elsewhere and no document prints it.", "boolean"),
        ),
    ),
    ListTable(
        "terms",
        "The values of each vocabulary and what they mean.",
        "vocabularies",
        "vocabulary_id",
        lambda vocabulary: vocabulary["terms"],
        (
            member("value", "The value as columns have it."),
            member("label", "The value for people."),
            member("definition", "What it means."),
            member("example", "An example."),
            member("mapping", "The same notion in a published scheme."),
        ),
    ),
)
"""Every list that has a table."""
