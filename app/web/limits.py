"""Limits on what is read of a request: the length of its address, the size of its body, and no body where one only reads."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.methods import Allowed
from app.web.problem_types import Problems
from app.web.problems import problem_response

_READS = ("GET", "HEAD")
_IMPORTS = "/imports"
"""Where whole files are sent to."""
_LENGTH_DIGITS = 18
_CURSOR_BYTES = 1_100
"""What `next` adds to a question: the longest question that is read has a next page too."""


class Limits:
    """Refuses requests that are larger than anybody needs, before anything else looks at them."""

    def __init__(self, app: ASGIApp, allowed: Allowed, max_url_bytes: int, max_body_bytes: int, max_import_bytes: int) -> None:
        """Wrap ``app`` with the limits, in bytes; ``allowed`` says where something is read."""
        self.app = app
        self.allowed = allowed
        self.max_url_bytes = max_url_bytes
        self.max_body_bytes = max_body_bytes
        self.max_import_bytes = max_import_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        address = len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"])
        if address > self.max_url_bytes + (_CURSOR_BYTES if b"cursor=" in scope["query_string"] else 0):
            detail = f"The path and query have {address} bytes; at most {self.max_url_bytes} are read."
            await problem_response(Request(scope), Problems.URI_TOO_LONG, detail)(scope, receive, send)
            return
        most = self.max_import_bytes if scope["path"] == _IMPORTS else self.max_body_bytes
        declared = Request(scope).headers.get("content-length", "0")
        if len(declared) > _LENGTH_DIGITS or (declared.isdecimal() and int(declared) > most):
            detail = f"The body has {declared[:_LENGTH_DIGITS]} bytes; at most {most} are read, and reading the data needs none."
            refusal = problem_response(Request(scope), Problems.CONTENT_TOO_LARGE, detail, headers={"Connection": "close"})
            await refusal(scope, receive, send)
            return
        is_read = scope["method"] in _READS and scope["method"] in self.allowed.at(scope["path"])
        if is_read and (declared != "0" or "transfer-encoding" in Request(scope).headers):
            detail = f"{scope['method']} takes no body here: it would be ignored, and with it a part of your question. Put it in the query."
            refusal = problem_response(Request(scope), Problems.UNSUPPORTED_MEDIA_TYPE, detail, headers={"Connection": "close"})
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)
