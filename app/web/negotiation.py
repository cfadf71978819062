"""Content negotiation (RFC 9110, section 12.5.1): which representation a client gets, by suffix or by ``Accept``."""

import mimeparse
from starlette.requests import Request

from app.formats.catalog import FORMATS
from app.formats.format import Format
from app.web.problems import PROBLEM_MEDIA_TYPE
from app.web.suffixes import suffix_format

_JSON = ("application/json",)
_ALIASES = {alias: format_.essence for format_ in FORMATS for alias in format_.aliases}


class NotAcceptableError(Exception):
    """The ``Accept`` header leaves out every representation there is."""

    def __init__(self, accept: str, offered: tuple[str, ...]) -> None:
        """Name what was accepted and what there is."""
        super().__init__(f"{accept!r} accepts none of {', '.join(offered)}")
        self.accept = accept
        self.offered = offered


def negotiate_format(request: Request) -> Format:
    """The format to answer records in: that of the suffix, else the best that is accepted. Raises :class:`NotAcceptableError`."""
    if (by_suffix := suffix_format(request)) is not None:
        return by_suffix
    chosen = negotiate(request, tuple(format_.essence for format_ in FORMATS))
    return next(format_ for format_ in FORMATS if format_.essence == chosen)


def negotiate(request: Request, offered: tuple[str, ...] = _JSON) -> str:
    """The media type to answer with: the first offered where nothing is asked for. Raises :class:`NotAcceptableError`."""
    accept = ", ".join(request.headers.getlist("accept")).strip().lower()
    ranges = _canonical(accept)
    if not ranges:
        return offered[0]
    try:
        chosen = mimeparse.best_match(list(reversed(offered)), ranges)
    except mimeparse.MimeTypeParseException:
        chosen = ""
    if not chosen:
        raise NotAcceptableError(accept, offered)
    return str(chosen)


def _canonical(accept: str) -> str:
    """What is accepted, with media types under the names that answers have.

    In what problems are told is no choice of a representation: of a file and a problem, generated clients ask for JSON alone.
    """
    ranges = (part.partition(";") for part in accept.split(","))
    return ",".join(f"{_ALIASES.get(name.strip(), name)}{mark}{rest}" for name, mark, rest in ranges if name.strip() != PROBLEM_MEDIA_TYPE)
