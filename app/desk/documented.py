"""What operations of the desk document besides their own answers."""

from app.web.documented import Responses, responses
from app.web.problem_types import Problems

_ALL = (Problems.UNAUTHORIZED, Problems.FORBIDDEN, Problems.INVALID_CONTENT)
SENT = (*_ALL, Problems.CONTENT_TOO_LARGE, Problems.UNSUPPORTED_MEDIA_TYPE)
_THERE = (Problems.NOT_FOUND, Problems.GONE)
_KNOWN = (Problems.PRECONDITION_FAILED, Problems.PRECONDITION_REQUIRED)


def written(status: int, *problems: Problems) -> Responses:
    """The responses of an operation that writes and answers with that status."""
    documented = responses(*problems)
    answered = documented.pop(200)
    documented.pop(304)
    return {status: answered} | documented


READ = written(200, *_ALL, *_THERE)
CREATED = written(201, *SENT, Problems.CONFLICT)
CHANGED = written(200, *SENT, *_THERE, *_KNOWN, Problems.CONFLICT)
DONE = written(200, *_ALL, *_THERE, *_KNOWN, Problems.CONFLICT)
REMOVED = written(204, *_ALL, *_THERE, *_KNOWN)
