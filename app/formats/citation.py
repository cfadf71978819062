"""What a record is cited as: the document it rests on, the place in it, and who claims it."""

import json
from dataclasses import dataclass
from typing import Any

SERVICE = "Refugee Policy Facts"


@dataclass(frozen=True, slots=True)
class Citation:
    """The parts of a citation; a claim never without its attribution."""

    id: str
    title: str
    issued: str | None
    url: str
    note: str
    language: str | None
    license: str


def citation_of(body: str, base: str) -> Citation:
    """The citation of a stored record; its address is absolute where ``base`` is."""
    record: dict[str, Any] = json.loads(body)
    return Citation(
        id=record["id"],
        title=_title(record),
        issued=_issued(record),
        url=f"{base}{record['url']}",
        note=_note(record),
        language=record.get("language"),
        license=record["license"],
    )


def _title(record: dict[str, Any]) -> str:
    """The document that a claim or a figure stands in; else the record's own name."""
    if evidence := record.get("evidence"):
        return str(evidence[0]["document"]["title"])
    return str(record.get("title") or record.get("name") or record.get("description") or record["id"])


def _issued(record: dict[str, Any]) -> str | None:
    """The day of the document, as YYYY-MM-DD; None where it has none."""
    moment = record["chain"][0]["said_on"] if "chain" in record else record.get("published_at")
    return None if moment is None else str(moment)[:10]


def _note(record: dict[str, Any]) -> str:
    if "evidence" not in record:
        return SERVICE
    statement = record.get("statement") or record["claim"]["statement"]
    return f"{statement} {record['attribution']} Paragraph {record['evidence'][0]['paragraph']}. {SERVICE}."
