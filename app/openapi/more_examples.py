"""More examples: of what stands in no answer of the others."""

from collections.abc import Sequence

import httpx

from app.figures.compare import FigureConflict
from app.openapi.schema_examples import Named

_NGO = {
    "id": "open-seas",
    "name": "Open Seas",
    "kind": "ngo",
    "outside_knowledge": {"aliases": [{"name": "Mers ouvertes", "language": "fr"}], "identifiers": {"example-register": "12345"}},
}
_TOPIC = {
    "id": "family-unity",
    "name": "Family unity",
    "definition": "How far families are kept together.",
    "mappings": [{"scheme": "example-thesaurus", "uri": "https://thesaurus.example/notions/17", "match": "close"}],
}
_LINES = '{"id":"family-unity","name":"Family unity"}\n'
_CONFLICT = FigureConflict(
    first="fig_01kdz5q9e0example0figure000",
    second="fig_01kdz5q9e0example0figure001",
    detail="“at most 12” (Said by Open Seas; in “A report”) and “more than 20” (Said by a ministry; in “Another”) cannot both hold.",
)


async def ask_for_more(client: httpx.AsyncClient, key: str) -> Sequence[Named]:
    """Answers and bodies by the names of their schemas; nothing stays of what is sent. No figures of the seed rule each other out."""
    headers = {"Authorization": f"Bearer {key}"}
    (claim,) = (await client.get("/claims?has_figure=true&limit=1")).json()["items"]
    made = await client.post("/stakeholders?dry_run=true", json=_NGO, headers=headers)
    noted = await client.post("/topics?dry_run=true", json=_TOPIC, headers=headers)
    file = headers | {"Content-Type": "application/x-ndjson"}
    refused = await client.post("/imports?noun=topics&dry_run=true&each=true", content=_LINES, headers=file)
    return [
        ("Claim", claim),
        ("ClaimContent", (await client.get(f"{claim['url']}/content")).json()),
        ("Stakeholder", made.json()),
        ("Topic", noted.json()),
        ("TopicContent", _TOPIC),
        ("ImportReport", refused.json()),
        ("FigureConflict", _CONFLICT.model_dump()),
    ]
