"""The parts of a record's citation, as reference managers keep them apart."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Citation:
    """What a record is cited as: the document it stands in, else the record itself. ``note`` is the whole citation in words."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    issued: str | None
    url: str
    note: str
    language: str | None


def citation_of(body: bytes, base: str) -> Citation:
    """The citation of a stored record; its address is absolute where ``base`` is."""
    record: dict[str, Any] = json.loads(body)
    url = f"{base}{record['url']}"
    return Citation(
        id=record["id"],
        title=_title(record),
        author=record.get("byline"),
        publisher=_publisher(record),
        issued=_issued(record),
        url=url,
        note=record["citation"]["long"].replace(record["url"], url),
        language=record.get("language"),
    )


def _title(record: dict[str, Any]) -> str:
    if evidence := record.get("evidence"):
        return str(evidence[0]["document"]["title"])
    return str(record.get("title") or record.get("name") or record.get("description") or record["id"])


def _publisher(record: dict[str, Any]) -> str | None:
    """Who published the document: of a claim, the stakeholder that its chain begins with."""
    publisher = record["chain"][0]["stakeholder"] if "chain" in record else record.get("publisher")
    return None if publisher is None else str(publisher["name"])


def _issued(record: dict[str, Any]) -> str | None:
    """The day of the document, as YYYY-MM-DD; None where it has none."""
    moments = [record["chain"][0]["said_on"]] if "chain" in record else [record.get("reported_on"), record.get("published_at")]
    return next((str(moment)[:10] for moment in moments if moment), None)
