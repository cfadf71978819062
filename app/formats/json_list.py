"""A list as JSON: stored records joined as they are, in an envelope that says how many there are and where to go on."""

import json
from collections.abc import Sequence


def json_list(bodies: Sequence[str], total: int, next_url: str | None, next_cursor: str | None, query: str) -> bytes:
    """``{"items": [...], "total": n, "next": url|null, "next_cursor": text|null, "query": {...}}`` in UTF-8."""
    after = f'"total":{total},"next":{json.dumps(next_url)},"next_cursor":{json.dumps(next_cursor)},"query":{query}'
    return f'{{"items":[{",".join(bodies)}],{after}}}'.encode()
