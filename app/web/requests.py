"""What every endpoint checks of a request before it answers."""

from collections import Counter
from collections.abc import Collection, Iterator
from urllib.parse import urlencode

from starlette.requests import Request

from app.formats.catalog import FORMATS
from app.formats.format import Format
from app.query.errors import Fault, QueryError
from app.web.faults import unknown_parameter
from app.web.service import Service
from app.web.suffixes import suffix_format


def refuse_repeats(request: Request, repeatable: Collection[str] = ()) -> None:
    """Refuse a parameter that is given twice and takes one value: which of them would count?"""
    counts = Counter(name for name, _ in request.query_params.multi_items())
    repeated = [name for name, count in counts.items() if count > 1 and name not in repeatable]
    if repeated:
        raise QueryError(
            *(Fault(name, "repeated_parameter", f"{name} is given {counts[name]} times; it takes one value.") for name in repeated)
        )


def refuse_parameters(request: Request) -> None:
    """Refuse any parameter at an address that takes none."""
    if names := dict.fromkeys(request.query_params.keys()):
        raise QueryError(*(unknown_parameter(name, ()) for name in names))


def next_url(request: Request, cursor: str | None) -> str | None:
    """The address of the next page, relative to the root: the same question in the same format with another cursor."""
    if cursor is None:
        return None
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    suffix = suffix_format(request)
    return f"{request.url.path}{f'.{suffix.suffix}' if suffix else ''}?{urlencode([*asked, ('cursor', cursor)])}"


def alternates(request: Request, service: Service, shown: Format) -> Iterator[str]:
    """Links to the same in every other format (RFC 8288)."""
    query = f"?{request.url.query}" if request.url.query else ""
    for other in FORMATS:
        if other is not shown:
            address = service.absolute(f"{request.url.path}.{other.suffix}{query}")
            yield f'<{address}>; rel="alternate"; type="{other.essence}"'
