"""A bare ASGI application that sends the answer in a file: what the server itself costs.

``BARE_ANSWER`` names a JSON file with ``headers`` (pairs) and ``body`` (text).
"""

import json
import os
from pathlib import Path
from typing import Any

from starlette.types import Receive, Scope, Send

_answer: dict[str, Any] = json.loads(Path(os.environ["BARE_ANSWER"]).read_text(encoding="utf-8"))
_headers = [(name.encode(), value.encode()) for name, value in _answer["headers"]]
_body = _answer["body"].encode()


async def app(scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer anything with the same bytes."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": _headers})
        await send({"type": "http.response.body", "body": _body})
