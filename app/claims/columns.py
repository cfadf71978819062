"""A claim as one row: the chain flattened, the attribution never left out; and the words that find it."""

from typing import Any

from app.model.vocabulary import Role
from app.shape.attribution import without_document
from app.shape.column import STAMP_COLUMNS, Column, Words, id_of, joined, member, name_of, texts

Record = dict[str, Any]


def _claimants(record: Record) -> list[Record]:
    deepest = record["chain"][-1]["depth"]
    return [hop for hop in record["chain"] if hop["depth"] == deepest]


def _relays(record: Record) -> list[Record]:
    deepest = record["chain"][-1]["depth"]
    return [hop for hop in record["chain"] if 0 < hop["depth"] < deepest]


def _in_role(role: Role) -> Column:
    name = role.value

    def cell(record: Record) -> str | None:
        return joined([item["stakeholder"]["name"] for item in record["participants"] if item["role"] == name])

    return Column(name, f"Participants: {role.meaning.definition}", cell)


CLAIM_COLUMNS: tuple[Column, ...] = (
    member("id", "The permanent id."),
    member("statement", "The proposition, without its attribution: it is claimed, not established."),
    member("attribution", "Who claims it and through whom it reached us."),
    Column("claimant", "Who claims it; empty where nobody is named.", lambda r: joined(map(name_of, r["claimants"]))),
    Column("claimant_id", "The ids of the claimants.", lambda r: joined(map(id_of, r["claimants"]))),
    Column("claimant_source_type", "How the claimant is given in the text.", lambda r: _claimants(r)[0]["source_type"]),
    Column("claimant_label", "What is printed where nobody is named.", lambda r: joined(hop["label"] for hop in _claimants(r))),
    Column("act", "What the claimant does with it.", lambda r: _claimants(r)[0]["act"]),
    Column("cue", "The printed verb or phrase.", lambda r: _claimants(r)[0]["cue"]),
    member("certainty", "How certain the claimant is."),
    Column("via", "Through whom it reached us.", lambda r: joined(name_of(hop["stakeholder"]) or hop["label"] for hop in _relays(r))),
    member("kind", "What sort of proposition it is."),
    member("polarity", "Whether the claimant affirms or denies it."),
    Column("topics", "The topics it is about.", lambda r: joined(r["topics"])),
    member("event_date", "When what it speaks of happens (EDTF)."),
    member("condition", "What it hangs on."),
    member("purpose", "What it is for."),
    *(_in_role(role) for role in Role),
    Column("figures", "The quantities as printed.", lambda r: joined(figure["as_printed"] for figure in r["figures"])),
    Column("figure_ids", "The ids of the figures.", lambda r: joined(figure["id"] for figure in r["figures"])),
    Column("document", "The document it stands in.", lambda r: r["evidence"][0]["document"]["title"]),
    Column("document_id", "The id of the document.", lambda r: r["evidence"][0]["document"]["id"]),
    Column("paragraph", "The paragraph of its first evidence.", lambda r: r["evidence"][0]["paragraph"], "integer"),
    Column("start", "Where its first evidence begins, in code points.", lambda r: r["evidence"][0]["start"], "integer"),
    Column("end", "Where its first evidence ends.", lambda r: r["evidence"][0]["end"], "integer"),
    Column("exact", "The words its first evidence begins with.", lambda r: r["evidence"][0]["exact"]),
    Column("relations", "How it bears on other claims.", lambda r: joined(f"{x['relation']} {x['claim']['id']}" for x in r["relations"])),
    member("status", "Whether it stands as published, was corrected, or was retracted."),
    Column("corrections", "What was changed.", lambda r: joined(item["note"] for item in r["corrections"])),
    member("rights", "The rights that its document claims for itself; empty where it does not say."),
    *STAMP_COLUMNS,
)


def claim_words(record: dict[str, Any]) -> Words:
    """What finds a claim: its statement, and around it its attribution, who speaks and how, everybody in it, and its figures as printed.

    The document's own title is left out: it would make every claim of a report match the words of its headline.
    """
    stakeholders = [item["stakeholder"] for item in (*record["chain"], *record["participants"]) if item["stakeholder"] is not None]
    title = record["evidence"][0]["document"]["title"]
    hops = [hop for hop in record["chain"] if hop["depth"] > 0]
    return Words(
        [("statement", record["statement"])],
        [
            ("attribution", without_document(record["attribution"], title)),
            *texts("condition", [record["condition"]]),
            *texts("purpose", [record["purpose"]]),
            *texts("figures", (figure["as_printed"] for figure in record["figures"])),
            *texts("chain", (name_of(hop["stakeholder"]) for hop in record["chain"])),
            *texts("chain", (hop[name] for hop in hops for name in ("label", "cue", "act"))),
            *texts("participants", (name_of(item["stakeholder"]) for item in record["participants"])),
        ],
        [stakeholder["id"] for stakeholder in stakeholders],
    )
