"""Content negotiation (RFC 9110, section 12.5.1): which representation a client accepts."""

import mimeparse
from starlette.requests import Request

JSON = "application/json"


class NotAcceptableError(Exception):
    """The ``Accept`` header leaves out every representation there is."""

    def __init__(self, accept: str, offered: tuple[str, ...]) -> None:
        """Name what was accepted and what there is."""
        super().__init__(f"{accept!r} accepts none of {', '.join(offered)}")
        self.accept = accept
        self.offered = offered


def negotiate(request: Request, offered: tuple[str, ...] = (JSON,)) -> str:
    """The media type to answer with: the first offered where nothing is asked for. Raises :class:`NotAcceptableError`."""
    accept = ", ".join(request.headers.getlist("accept")).strip().lower()
    if not accept:
        return offered[0]
    try:
        chosen = mimeparse.best_match(list(reversed(offered)), accept)
    except mimeparse.MimeTypeParseException:
        chosen = ""
    if not chosen:
        raise NotAcceptableError(accept, offered)
    return str(chosen)
