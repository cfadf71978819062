"""What operations of the desk document besides their own answers."""

from app.web.documented import answers
from app.web.problem_types import Problems

KNOWN = (Problems.UNAUTHORIZED, Problems.FORBIDDEN)
SENT = (*KNOWN, Problems.INVALID_CONTENT, Problems.CONTENT_TOO_LARGE, Problems.UNSUPPORTED_MEDIA_TYPE)
REPLAYED = "Idempotency-Replayed"
_THERE = (Problems.NOT_FOUND, Problems.GONE)
_CONDITIONAL = (*_THERE, Problems.PRECONDITION_FAILED, Problems.PRECONDITION_REQUIRED)

LISTED = answers(200, *KNOWN, Problems.INVALID_QUERY)
READ = answers(200, *KNOWN, Problems.NOT_FOUND, Problems.INVALID_QUERY, own=["ETag"])
CREATED = answers(201, *SENT, Problems.CONFLICT, own=["ETag", "Location", REPLAYED])
CHANGED = answers(200, *SENT, *_CONDITIONAL, Problems.CONFLICT, own=["ETag"])
DONE = answers(200, *KNOWN, *_CONDITIONAL, Problems.INVALID_CONTENT, Problems.CONFLICT, own=["ETag"])
MOVED = answers(200, *SENT, *_CONDITIONAL, Problems.CONFLICT, own=["ETag", "Location"])
PUBLISHED = answers(200, *KNOWN, *_CONDITIONAL, Problems.INVALID_CONTENT, Problems.CONFLICT, own=["Location"])
REMOVED = answers(204, *KNOWN, *_CONDITIONAL, Problems.INVALID_CONTENT)
