"""What every endpoint checks of a request before it answers."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from app.formats.catalog import BY_SUFFIX, FORMATS
from app.formats.format import Format
from app.query.errors import QueryError
from app.query.parameters import PRESENTATION
from app.web.asked import refuse_repeated
from app.web.faults import unknown_parameter
from app.web.service import Service
from app.web.suffixes import asked_path

_MOST_QUESTIONS = 2_000
_MOST_ALTERNATES = 3_500
"""Characters: with the link to the next page, which repeats the question once more, the header has about 4 KB at most."""


def refuse_repeats(request: Request, repeatable: Collection[str] = ()) -> None:
    """Refuse a parameter that is given twice and takes one value."""
    refuse_repeated(request.scope["query_string"], repeatable)


def refuse_parameters(request: Request) -> None:
    """Refuse any parameter at an address that takes none."""
    if names := dict.fromkeys(request.query_params.keys()):
        raise QueryError(*(unknown_parameter(name, ()) for name in names))


def address_of(request: Request, shown: Format) -> str:
    """Where what was asked for is in that format, relative to the root."""
    query = request.scope["query_string"].decode("latin-1")
    path = f"{request.scope['path']}.{shown.suffix}"
    return f"{path}?{query}" if query else path


def next_url(request: Request, cursor: str | None) -> str | None:
    """The address of the next page, relative to the root: the same question in the same format with another cursor."""
    if cursor is None:
        return None
    return f"{asked_path(request)}?{_without_cursor(request.scope['query_string'])}cursor={cursor}"


@lru_cache(_MOST_QUESTIONS)
def _without_cursor(query: bytes) -> str:
    """A question as it stands before the cursor of its next page."""
    asked = urlencode([(name, value) for name, value in QueryParams(query).multi_items() if name != "cursor"])
    return f"{asked}&" if asked else ""


def alternates(request: Request, service: Service, shown: Format) -> Sequence[str]:
    """Links to the same in every other format (RFC 8288); none where a long question would make them too long for a header."""
    return _alternates(service.absolute(request.scope["path"]), request.scope["query_string"], shown.suffix)


@lru_cache(_MOST_QUESTIONS)
def _alternates(path: str, query: bytes, suffix: str) -> Sequence[str]:
    links = list(_links(path, QueryParams(query).multi_items(), BY_SUFFIX[suffix]))
    return links if sum(map(len, links)) <= _MOST_ALTERNATES else []


def _links(path: str, asked: Sequence[tuple[str, str]], shown: Format) -> Iterator[str]:
    """Each without what that format has no place for. Columns are no members of records."""
    for other in FORMATS:
        if other is not shown:
            dropped = PRESENTATION - other.shows | (set() if other.is_table == shown.is_table else {"fields"})
            kept = [(name, value) for name, value in asked if name not in dropped]
            yield f'<{path}.{other.suffix}{"?" if kept else ""}{urlencode(kept)}>; rel="alternate"; type="{other.essence}"'
