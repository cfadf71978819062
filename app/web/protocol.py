"""The HTTP parser's own refusals as problems too: what is not HTTP never reaches the application."""

import re

from ulid import ULID
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.web.problem_types import Problems
from app.web.problems import PROBLEM_MEDIA_TYPE, Problem

_LONGEST_PARSED_URL = 65_535
"""Where the parser gives up on an address, in bytes."""
_OFFER = re.compile(rb"\r\nupgrade:[^\r\n]*", re.IGNORECASE)


class ProblemProtocol(HttpToolsProtocol):
    """uvicorn's HTTP/1.1 protocol, answering requests that it cannot parse with ``application/problem+json``.

    An offer of another protocol is passed over, as RFC 9110 (section 7.8) allows: for the parser the request ends with its
    head, and the body would be no HTTP. Clients of Java offer HTTP/2 with whatever they send without TLS.
    """

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        if b"pgrade" in data and not getattr(self.cycle, "more_body", False):  # in no body, which may be answered before it has come
            head, blank, body = data.partition(b"\r\n\r\n")
            data = _OFFER.sub(b"", head) + blank + body
        super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        """Answer a request that cannot be parsed, and close the connection."""
        is_too_long = len(getattr(self, "url", b"")) >= _LONGEST_PARSED_URL
        page = (Problems.URI_TOO_LONG if is_too_long else Problems.BAD_REQUEST).page
        request_id = str(ULID())
        problem = Problem(type=page.url, title=page.title, status=page.status, detail=msg, instance="", request_id=request_id, errors=[])
        body = problem.model_dump_json().encode()
        head = [
            f"HTTP/1.1 {page.status} {page.title}",
            f"content-type: {PROBLEM_MEDIA_TYPE}",
            f"content-length: {len(body)}",
            "cache-control: no-store",
            "access-control-allow-origin: *",
            f"x-request-id: {request_id}",
            "x-content-type-options: nosniff",
            "connection: close",
        ]
        self.transport.write("\r\n".join([*head, "", ""]).encode("ascii") + body)
        self.transport.close()
